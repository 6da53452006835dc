// Makes a checkout ready to run: checks Node, installs packages and builds, each only when needed.
//
// This is the one file that an old Node reads, so it stays in a syntax that Node 10 parses and
// imports nothing before it has looked at the version; the work is in prepare.js.
const wanted = [20, 20, 2];
const present = process.versions.node.split(".").map(Number);
const differs = wanted.findIndex((part, k) => present[k] !== part);

if (differs >= 0 && (present[differs] || 0) < (wanted[differs] || 0)) {
  process.stderr.write(
    `Panoptes needs Node ${wanted.join(".")} or newer; this is Node ${process.versions.node}.\n` +
      "Install a newer Node (https://nodejs.org) and run the same command again.\n",
  );
  process.exitCode = 1;
} else {
  import("./prepare.js")
    .then((prepare) => prepare.prepare())
    .catch((error) => {
      process.stderr.write(`Setting up failed: ${error.stack || error}\n`);
      process.exitCode = 1;
    });
}
