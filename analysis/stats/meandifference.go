package stats

import "math"

// differenceOfMeans is the mean b less the mean a. Its interval joins the
// intervals of the two means by the method of variance estimates recovery, MOVER
// (Zou and Donner 2008): relA and relB are the variances of the means in units of
// the mean squared, and each mean's own interval is from the quantile t on the
// logarithm. It leaves out nought where the interval of the ratio made of the same
// variances leaves out 1, but for rounding.
func differenceOfMeans(meanA, meanB, relA, relB, t float64) Estimate {
	e := Estimate{Method: "difference of means by MOVER"}
	e.setValue(meanB - meanA)
	downA, upA := reach(meanA, t*math.Sqrt(relA))
	downB, upB := reach(meanB, t*math.Sqrt(relB))
	low, high := e.Value-math.Hypot(downB, upA), e.Value+math.Hypot(upB, downA)
	if e.HasValue {
		e.setInterval(low, high)
	}
	return e
}

// noDifference stands where a ratio has no interval from which one could be made.
func noDifference() Estimate {
	return Estimate{Method: "difference of means by MOVER", Note: "too few to say: as for the ratio, no interval could be made"}
}

// reach is how far the interval of a mean goes below and above it.
func reach(mean, logWidth float64) (down, up float64) {
	return -mean * math.Expm1(-logWidth), mean * math.Expm1(logWidth)
}
