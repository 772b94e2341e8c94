"""Citations, locators, links, the bibliography, and which blocks are cited."""
