"""Citations with locators, and the bibliography."""
