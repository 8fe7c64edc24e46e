"""Commands of the command line, one file each. Data to stdout, messages and progress to stderr."""
