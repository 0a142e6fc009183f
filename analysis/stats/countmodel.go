package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// CountFamily says how counts are taken to scatter around their means.
type CountFamily int

const (
	// PoissonCounts scatter as independent events do: variance mu.
	PoissonCounts CountFamily = iota
	// QuasiPoissonCounts have variance phi·mu, with phi found from the data.
	QuasiPoissonCounts
	// NegativeBinomialCounts have variance mu + mu²/theta, with theta found from
	// the data by maximum likelihood.
	NegativeBinomialCounts
)

const (
	// maxModelRows and maxModelColumns bound the size of a regression.
	maxModelRows    = 200_000
	maxModelColumns = 50
	// glmTolerance is the relative change of the deviance at which R's glm
	// stops.
	glmTolerance = 1e-8
	glmSteps     = 25
)

// Coefficient is one coefficient of a [CountModel] on the log scale: exp(Value)
// is the factor by which the count grows for one unit more of the column.
type Coefficient struct {
	Estimate
	// SE is the standard error, and Statistic the estimate over it: z, or t for
	// quasi-Poisson.
	SE, Statistic float64
}

// CountModel is a regression of counts on several columns.
type CountModel struct {
	// Coefficients holds the intercept and then one entry per column.
	Coefficients []Coefficient
	// Dispersion is the phi of quasi-Poisson; 1 for the other families.
	Dispersion float64
	// Theta and ThetaSE are the shape of the negative binomial and its standard
	// error; 0 for the other families.
	Theta, ThetaSE float64
	// LogLikelihood2 is twice the log-likelihood, as glm.nb prints it; 0 for
	// quasi-Poisson, which has none.
	LogLikelihood2 float64
	// Deviance and PearsonX2 measure the misfit, on DF degrees of freedom.
	Deviance, PearsonX2 float64
	DF                  int
	Method              string
	Note                string
}

// CountRegression fits log(mean count) = intercept + Σ coefficient × column to
// the counts y, with one row of x per count and one entry per column in each
// row. An exposure, such as hours open, may be given for each count; nil means
// one for all. It takes the steps of R's glm(family = poisson) and
// glm(family = quasipoisson), with their stopping rule, so that the figures
// agree in all printed digits, and for the negative binomial alternates them
// with the maximum of theta, as MASS::glm.nb does, until neither moves (McCullagh and Nelder 1989,
// sections 2.5 and 6.2; Venables and Ripley 2002, section 7.4). Where no fit
// exists (too few counts, columns that say the same, a group of zeros) there
// are no coefficients and the note says why. The error is for counts below
// zero, rows of unequal length and sizes beyond 200,000 rows or 50 columns.
func CountRegression(y []float64, x [][]float64, exposure []float64, family CountFamily) (CountModel, error) {
	if err := checkModel(y, x, exposure, family); err != nil {
		return CountModel{}, err
	}
	m := CountModel{Dispersion: 1, Method: family.method()}
	f := newCountFit(y, x, exposure)
	m.DF = len(y) - f.columns
	switch {
	case sumOf(y) == 0:
		m.Note = "no counts above zero: nothing to fit"
	case m.DF < 1:
		m.Note = fmt.Sprintf("too few counts: %d coefficients need at least %d", f.columns, f.columns+1)
	case !f.poisson():
		m.Note = noFit
	case family == NegativeBinomialCounts:
		m.negativeBinomial(f)
	default:
		m.poisson(f, family)
	}
	if m.Note != "" {
		return CountModel{Dispersion: 1, DF: max(0, m.DF), Method: m.Method, Note: m.Note}, nil
	}
	return m, nil
}

const noFit = "no fit: a column repeats others or is the same throughout, or a group has nothing but zeros"

func (f CountFamily) method() string {
	switch f {
	case QuasiPoissonCounts:
		return "quasi-Poisson regression, t intervals"
	case NegativeBinomialCounts:
		return "negative binomial regression by maximum likelihood"
	}
	return "Poisson regression"
}

func checkModel(y []float64, x [][]float64, exposure []float64, family CountFamily) error {
	if family < PoissonCounts || family > NegativeBinomialCounts {
		return fmt.Errorf("family %d: choose Poisson, quasi-Poisson or negative binomial", family)
	}
	if len(x) != len(y) || exposure != nil && len(exposure) != len(y) {
		return fmt.Errorf("%d counts, %d rows and %d exposures: give one of each for every count", len(y), len(x), len(exposure))
	}
	if len(y) > maxModelRows {
		return fmt.Errorf("%d counts: at most %d can be fitted; add them up by session first", len(y), maxModelRows)
	}
	if err := checkCounts("counts", y); err != nil {
		return err
	}
	for i, row := range x {
		if len(row) != len(x[0]) || len(row) >= maxModelColumns {
			return fmt.Errorf("row %d has %d columns: give every row the same, and fewer than %d", i+1, len(row), maxModelColumns)
		}
		if err := checkNumbers(fmt.Sprintf("row %d", i+1), row); err != nil {
			return err
		}
	}
	for i, e := range exposure {
		if !(e >= 1/maxSize && e <= maxSize) {
			return fmt.Errorf("exposure %d is %v: give sessions, days or people, above zero", i+1, e)
		}
	}
	return nil
}

// poisson fills in the model from a converged Poisson fit.
func (m *CountModel) poisson(f *countFit, family CountFamily) {
	m.Deviance, m.PearsonX2 = f.deviance(0), f.pearson(0)
	scale, quantile, p := 1.0, z975, normalTwoSided
	if family == QuasiPoissonCounts {
		m.Dispersion = f.workingX2() / float64(m.DF)
		scale, quantile = m.Dispersion, tQuantile975(float64(m.DF))
		p = func(t float64) float64 { return tTwoSided(t, float64(m.DF)) }
	} else {
		m.LogLikelihood2 = 2 * f.poissonLogLikelihood()
	}
	m.coefficients(f, scale, quantile, p)
}

// negativeBinomial alternates between the means and theta until neither
// moves any more, and fills in the model.
func (m *CountModel) negativeBinomial(f *countFit) {
	last := 0.0
	for range 200 {
		theta, ok := f.theta().maximum()
		if !ok {
			m.Note = "the counts scatter no more than Poisson counts: use the Poisson or quasi-Poisson model"
			return
		}
		m.Theta = theta
		before := slices.Clone(f.beta)
		if !f.fit(theta) {
			m.Note = noFit
			return
		}
		if floats.Distance(before, f.beta, math.Inf(1)) < 1e-10 && math.Abs(theta-last) < 1e-10*theta {
			break
		}
		last = theta
	}
	m.ThetaSE, m.LogLikelihood2 = f.theta().standardError(m.Theta), 2*f.theta().logLikelihood(m.Theta)
	m.Deviance, m.PearsonX2 = f.deviance(m.Theta), f.pearson(m.Theta)
	m.coefficients(f, 1, z975, normalTwoSided)
}

// coefficients fills in the coefficients with their intervals.
func (m *CountModel) coefficients(f *countFit, scale, quantile float64, p func(float64) float64) {
	for j, b := range f.beta {
		se := math.Sqrt(scale * f.variance[j])
		c := Coefficient{Estimate: Estimate{Method: m.Method}, SE: se, Statistic: b / se}
		if !finite(c.Statistic) || !finite(m.Deviance) || !finite(m.PearsonX2) || !finite(m.LogLikelihood2) {
			m.Note = tooExtreme
			return
		}
		if se > 1000 {
			m.Note = noFit
			return
		}
		c.setValue(b)
		c.setInterval(b-quantile*se, b+quantile*se)
		c.setP(p(c.Statistic))
		m.Coefficients = append(m.Coefficients, c)
	}
}

// countFit holds the state of iteratively reweighted least squares.
type countFit struct {
	y, offset []float64
	x         *mat.Dense
	columns   int
	mu, eta   []float64
	weight    []float64 // of the last step, from the means before it
	beta      []float64
	variance  []float64 // of beta, unscaled
}

func newCountFit(y []float64, x [][]float64, exposure []float64) *countFit {
	f := &countFit{y: y, columns: 1, mu: make([]float64, len(y)), eta: make([]float64, len(y)),
		offset: make([]float64, len(y)), weight: make([]float64, len(y))}
	if len(x) > 0 {
		f.columns = len(x[0]) + 1
	}
	if len(y) == 0 {
		return f
	}
	f.x = mat.NewDense(len(y), f.columns, nil)
	for i, row := range x {
		f.x.Set(i, 0, 1)
		for j, v := range row {
			f.x.Set(i, j+1, v)
		}
		if exposure != nil {
			f.offset[i] = math.Log(exposure[i])
		}
	}
	return f
}

// poisson fits the Poisson means from R's starting values.
func (f *countFit) poisson() bool {
	for i, y := range f.y {
		f.mu[i] = y + 0.1
		f.eta[i] = math.Log(f.mu[i])
	}
	return f.fit(0)
}

// fit repeats steps until the deviance stands still; theta is 0 for Poisson.
func (f *countFit) fit(theta float64) bool {
	last := f.deviance(theta)
	for range glmSteps {
		if !f.step(theta) {
			return false
		}
		d := f.deviance(theta)
		if !finite(d) {
			return false
		}
		if math.Abs(d-last)/(math.Abs(d)+0.1) < glmTolerance {
			return true
		}
		last = d
	}
	return false
}

// step is one weighted least squares fit to the working responses.
func (f *countFit) step(theta float64) bool {
	n := len(f.y)
	a, z := mat.NewDense(n, f.columns, nil), mat.NewVecDense(n, nil)
	for i, y := range f.y {
		f.weight[i] = f.mu[i] / (1 + f.overdispersion(i, theta))
		root := math.Sqrt(f.weight[i])
		if !finite(root) {
			return false
		}
		for j := range f.columns {
			a.Set(i, j, root*f.x.At(i, j))
		}
		z.SetVec(i, root*(f.eta[i]-f.offset[i]+(y-f.mu[i])/f.mu[i]))
	}
	var qr mat.QR
	qr.Factorize(a)
	if !(qr.Cond() < 1e10) {
		return false
	}
	var beta mat.VecDense
	if qr.SolveVecTo(&beta, false, z) != nil {
		return false
	}
	f.beta = beta.RawVector().Data
	if !f.setVariance(&qr) {
		return false
	}
	for i := range f.y {
		f.eta[i] = f.offset[i] + mat.Dot(f.x.RowView(i), &beta)
		f.mu[i] = math.Exp(f.eta[i])
		if !finite(f.mu[i]) || f.mu[i] <= 0 {
			return false
		}
	}
	return true
}

func (f *countFit) overdispersion(i int, theta float64) float64 {
	if theta == 0 {
		return 0
	}
	return f.mu[i] / theta
}

// setVariance fills in the diagonal of the inverse of X'WX from its triangular
// factor.
func (f *countFit) setVariance(qr *mat.QR) bool {
	var full mat.Dense
	qr.RTo(&full)
	r := mat.NewTriDense(f.columns, mat.Upper, nil)
	for i := range f.columns {
		for j := i; j < f.columns; j++ {
			r.SetTri(i, j, full.At(i, j))
		}
	}
	var inverse mat.TriDense
	if inverse.InverseTri(r) != nil {
		return false
	}
	f.variance = make([]float64, f.columns)
	for i := range f.columns {
		for j := i; j < f.columns; j++ {
			f.variance[i] += inverse.At(i, j) * inverse.At(i, j)
		}
	}
	return true
}

func (f *countFit) theta() thetaFit { return thetaFit{f.y, f.mu} }

// deviance is twice the log-likelihood ratio to the saturated model.
func (f *countFit) deviance(theta float64) float64 {
	var d float64
	for i, y := range f.y {
		mu := f.mu[i]
		if theta == 0 {
			d += 2 * (xLogRatio(y, mu) - (y - mu))
			continue
		}
		d += 2 * (xLogRatio(y, mu) - (y+theta)*math.Log((y+theta)/(mu+theta)))
	}
	return d
}

// pearson is the sum of squared residuals over their variance.
func (f *countFit) pearson(theta float64) float64 {
	var x2 float64
	for i, y := range f.y {
		d := y - f.mu[i]
		x2 += d * (d / f.mu[i]) / (1 + f.overdispersion(i, theta))
	}
	return x2
}

// workingX2 is Pearson's X² as summary.glm reckons it for the dispersion, with
// the weights of the last step, which come from the means before it.
func (f *countFit) workingX2() float64 {
	var x2 float64
	for i, y := range f.y {
		r := (y - f.mu[i]) / f.mu[i]
		x2 += f.weight[i] * r * r
	}
	return x2
}

func (f *countFit) poissonLogLikelihood() float64 {
	var l float64
	for i, y := range f.y {
		l += y*math.Log(f.mu[i]) - f.mu[i] - lgamma(y+1)
	}
	return l
}

func sumOf(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}
