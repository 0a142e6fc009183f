package analysis

// Version is the version of Yearbook. FyneApp.toml says the same, and a test
// holds the two together.
const Version = "0.1.0"
