#!/usr/bin/Rscript
# judge.R - the golden vectors beside what R's own functions say; ends 1 if one differs by more than a relative 1e-9.
# usage: tests/unit/expected/judge.R DIRECTORY    (Debian's r-base-core, nothing from elsewhere)
directory <- commandArgs(TRUE)[1]
lines <- unlist(lapply(c("statistics.txt", "measure.txt"), function(f) readLines(file.path(directory, f))))
words <- strsplit(lines[!startsWith(lines, "#")], " ")
judged <- list()
wrong <- 0

judge <- function(word, seen, expected) {
	judged[[word[1]]] <<- sum(judged[[word[1]]], 1)
	same <- ifelse(is.na(expected), is.na(seen), abs(seen - expected) <= 1e-9 * pmax(abs(expected), 1e-9))
	if (!all(same)) {
		wrong <<- wrong + 1
		cat(word[1:6], "...: R says", seen, "not", expected, "\n")
	}
}
numbers <- function(word, from, to = length(word)) suppressWarnings(as.numeric(word[from:to]))
table_of <- function(word, columns, from = 3) {
	count <- as.integer(word[2])
	matrix(numbers(word, from, from - 1 + columns * count), ncol = columns, byrow = TRUE)
}
rest_of <- function(word, columns) numbers(word, 3 + columns * as.integer(word[2]))

judges <- list(
	wilson = function(w) judge(w, as.numeric(suppressWarnings(
		prop.test(numbers(w, 2, 2), numbers(w, 3, 3), correct = FALSE))$conf.int), numbers(w, 4)),
	fisher = function(w) {
		n <- numbers(w, 2)
		p <- fisher.test(matrix(c(n[1], n[2] - n[1], n[3], n[4] - n[3]), 2))$p.value
		if (p > 1e-200) judge(w, p, n[5])       # R's own logarithms lose digits below
	},
	risk = function(w) {
		n <- numbers(w, 2)
		judge(w, phyper(n[4], n[2], n[1] - n[2], n[3]), n[5])
	},
	plan = function(w) {
		n <- numbers(w, 2)
		failing <- n[1] - ceiling(round(n[2] * n[1], 9)) + 1
		if (failing > n[1]) return()
		if (failing <= n[4]) return(judge(w, c(n[1], phyper(n[4], failing, n[1] - failing, n[1])), n[5:6]))
		chance <- phyper(n[4], failing, n[1] - failing, (n[4] + 1):n[1])
		least <- n[4] + which(chance <= (1 - n[3]) + 1e-12)[1]
		judge(w, c(least, chance[least - n[4]]), n[5:6])
	},
	anhoj = function(w) {
		n <- numbers(w, 2)
		judge(w, c(round(log2(n[1])) + 3, qbinom(0.05, n[1] - 1, 0.5)), n[2:3])
	},
	run = function(w) {
		points <- table_of(w, 2)
		share <- (points[, 1] / points[, 2])[points[, 2] > 0]
		middle <- median(share)
		runs <- rle((share > middle)[abs(share - middle) > 1e-12])
		judge(w, c(middle, sum(runs$lengths), max(0, runs$lengths), max(0, length(runs$lengths) - 1)),
			rest_of(w, 2))
	},
	pchart = function(w) {
		points <- table_of(w, 2)
		mean <- sum(points[, 1]) / sum(points[, 2])
		points <- head(points, 12)
		half <- 3 * sqrt(mean * (1 - mean) / points[, 2])
		limits <- rbind(pmax(0, mean - half), pmin(1, mean + half))
		limits[, points[, 2] == 0] <- NA
		judge(w, c(mean, limits), rest_of(w, 2))
	},
	kappa = function(w) {
		n <- matrix(numbers(w, 2, 5), 2)
		share <- n / sum(n)
		seen <- sum(diag(share))
		chance <- sum(rowSums(share) * colSums(share))
		kappa <- if (abs(chance - 1) < 1e-12) NA else (seen - chance) / (1 - chance)
		half <- qnorm(0.975) * sqrt(seen * (1 - seen) / sum(n)) / (1 - chance)
		judge(w, c(seen, chance, kappa, max(-1, kappa - half), min(1, kappa + half)), numbers(w, 6))
	},
	pooled = function(w) {
		all <- table_of(w, 4)
		n <- all[all[, 2] > 0 & all[, 4] > 0, , drop = FALSE]
		size <- n[, 2] + n[, 4]
		weight <- n[, 2] * n[, 4] / size
		difference <- weighted.mean(n[, 3] / n[, 4] - n[, 1] / n[, 2], weight)
		p <- sum((n[, 4]^2 * n[, 1] - n[, 2]^2 * n[, 3] + n[, 2] * n[, 4] * (n[, 2] - n[, 4]) / 2) / size^2)
		q <- sum((n[, 3] * (n[, 2] - n[, 1]) + n[, 1] * (n[, 4] - n[, 3])) / (2 * size))
		half <- qnorm(0.975) * sqrt(max(0, difference * p + q)) / sum(weight)
		judge(w, c(nrow(n), difference, max(-1, difference - half), min(1, difference + half), colSums(n)),
			rest_of(w, 4))
	})

# Kaplan and Meier, by R's own way to multiply and add; the survival package is not in r-base-core.
curve <- function(cases) {
	days <- sort(unique(cases[cases[, 2] == 1, 1]))
	risk <- vapply(days, function(d) 0 + sum(cases[, 1] >= d), 0)
	events <- vapply(days, function(d) 0 + sum(cases[, 1] == d & cases[, 2] == 1), 0)
	open <- cumprod(1 - events / risk)
	error <- sqrt(cumsum(events / (risk * (risk - events)))) / -log(open)
	cbind(days, risk, events, open, open^exp(qnorm(0.975) * error), open^exp(-qnorm(0.975) * error))
}
at <- 0
for (w in words) {
	if (w[1] == "km") {
		steps <- curve(table_of(w, 2))
		at <- 0
	} else if (w[1] == "step") {
		at <- at + 1
		expected <- numbers(w, 2)
		if (expected[4] < 1e-12) expected[4:6] <- steps[at, 4:6] <- c(0, NA, NA)
		judge(w, as.numeric(steps[at, ]), expected)
	} else if (!is.null(judges[[w[1]]])) {
		judges[[w[1]]](w)
	}
}
cat("R judged", paste(names(judged), judged, collapse = ", "), "-", wrong, "differ\n")
missing <- setdiff(c(names(judges), "step"), names(judged))
quit(status = if (wrong > 0 || length(missing) > 0) 1 else 0)
