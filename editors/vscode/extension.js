// Starts the language server, and does nothing else; see the handbook, "Write in an editor".
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const command = workspace.getConfiguration("briefbook").get("command");
  client = new LanguageClient(
    "briefbook",
    { command, args: ["lsp"] },
    { documentSelector: [{ scheme: "file", language: "markdown" }] },
  );
  return client.start();
};

exports.deactivate = () => client?.stop();
