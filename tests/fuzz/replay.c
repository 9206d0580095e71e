/* replay - runs a fuzz target over the inputs that are kept, with any compiler: part of make check. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	static uint8_t data[1 << 20];
	FILE *file = fopen(path, "rb");
	size_t size;

	if (file == NULL) {
		perror(path);
		return 1;
	}
	size = fread(data, 1, sizeof data, file);
	fclose(file);
	return LLVMFuzzerTestOneInput(data, size);
}

/* CORPUS is the folder under tests/fuzz/corpus; one that is empty proves nothing. */
int main(void)
{
	const char *srcdir = getenv("srcdir") != NULL ? getenv("srcdir") : ".";
	char folder[400], path[700];
	int inputs = 0, bad = 0;
	struct dirent *entry;
	DIR *dir;

	snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", srcdir, CORPUS);
	dir = opendir(folder);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		bad += replay(path);
		inputs++;
	}
	if (dir != NULL)
		closedir(dir);
	printf("%d inputs of %s\n", inputs, folder);
	return bad > 0 || inputs == 0;
}
