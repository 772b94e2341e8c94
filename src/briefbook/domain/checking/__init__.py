"""The checks as part of a build, and the page that reports them."""
