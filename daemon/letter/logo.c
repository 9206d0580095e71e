/* logo - by libpng, which lays what is transparent on white. */
#include "letter/logo.h"

#include <png.h>
#include <string.h>
#include <zlib.h>

#include "base/fault.h"

static const char *too_large(const png_image *image)
{
	if (image->width > LOGO_SIDE_MAX || image->height > LOGO_SIDE_MAX || image->width * image->height > LOGO_PIXELS_MAX)
		return "more than 2000 pixels on a side, or 500 000 in all";
	return NULL;
}

static void deflated(const void *pixels, size_t length, struct arena *arena, struct logo *logo)
{
	uLongf packed = compressBound((uLong)length);
	void *bytes = arena_take(arena, packed);

	must(compress2(bytes, &packed, pixels, (uLong)length, 9) == Z_OK);
	logo->rgb = bytes;
	logo->length = packed;
}

bool logo_read(const void *png, size_t length, struct arena *arena, struct logo *ret, const char **ret_why)
{
	static const png_color white = { 255, 255, 255 };
	png_image image = { .version = PNG_IMAGE_VERSION };
	unsigned char *pixels;

	if (png_image_begin_read_from_memory(&image, png, length) == 0) {
		*ret_why = arena_text(arena, image.message);
		return false;
	}
	*ret_why = too_large(&image);
	if (*ret_why != NULL) {
		png_image_free(&image);
		return false;
	}
	image.format = PNG_FORMAT_RGB;
	pixels = arena_take(arena, PNG_IMAGE_SIZE(image));
	if (png_image_finish_read(&image, &white, pixels, 0, NULL) == 0 || PNG_IMAGE_FAILED(image)) {
		*ret_why = arena_text(arena, image.message);
		return false;
	}
	ret->width = (int)image.width;
	ret->height = (int)image.height;
	deflated(pixels, PNG_IMAGE_SIZE(image), arena, ret);
	return true;
}
