// Package stats holds the statistics behind a review: rates and proportions
// with their intervals, tests and corrections for many tests, trends, control
// charts, inequality, agreement, keyness and networks. Numbers go in and
// numbers come out; the package knows nothing of messages, themes or charts.
//
// # Conventions
//
// Functions that compare two groups take the earlier group a first and the
// later group b second. A ratio is b divided by a, a difference is b minus a,
// so a value above 1 (or above 0) means "more than before". Every interval has
// the coverage [Level], 95 per cent, and every P value is two-sided, unless the
// function says otherwise. Weighing many P values together is the caller's
// task: see [Holm] and [BenjaminiHochberg].
//
// # Guarantees
//
// No result ever holds NaN or an infinity, and no function panics, whatever
// the numbers. A quantity that cannot be had from the data (one point, a
// constant series, all zeros, nothing at all) is marked absent by a Has… field
// and explained in plain English in a Note field. An error is returned only for
// input that makes no sense, such as a negative count or groups of unequal
// length where pairs are needed; its text ends with a hint on what to do.
// Equal input gives equal output, byte for byte: random draws are seeded and
// ties are broken by rule. No function changes its arguments, there is no
// package state, and all functions may be called from many goroutines at once.
//
// # Limits
//
// Numbers larger than 1e50 in size are refused with an error, so that sums of
// squares and cubes cannot overflow. Observations are taken to be independent
// except where a method says that it allows for dependence ([HamedRao]). The
// methods follow R, and the tests hold them against numbers computed with
// R 4.2.2; where a method departs from R on purpose its comment says so.
package stats
