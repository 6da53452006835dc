import { parts } from "./scale/parts.ts";
for (const [name, make] of Object.entries(parts)) { if (name === "live") continue; const t = performance.now(); console.log(`\n${name}\n${make()}`); console.log((performance.now()-t).toFixed(0), "ms"); }
