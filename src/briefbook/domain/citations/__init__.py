"""Citations with locators, and the style of the bibliography."""
