import { type ChildProcess, execFileSync, spawn } from "node:child_process";

/** A host of its own as far as the network goes: its files and its clock are those of this machine. */
export interface NetworkHost {
  readonly address: string;
  /** Words in front of a command that is to run there; the process is that of the command. */
  readonly within: readonly string[];
}

/** Two hosts with a cable between them. */
export interface TwoHosts {
  readonly hosts: readonly [NetworkHost, NetworkHost];
  /** Pulls the cable: nothing comes through, and nobody is told. */
  cut(): void;
  heal(): void;
  /** Takes them down, with all that was set up. */
  close(): Promise<void>;
}

const ADDRESSES = ["10.77.0.1", "10.77.0.2"] as const;
const isRoot = process.getuid?.() === 0;

/**
 * Why there can be no such hosts here, or null. They are network namespaces of Linux, which root may have, and
 * others where users may have namespaces; on CI it is an error.
 */
export function whyNoHosts(): string | null {
  const missing = process.platform === "linux" ? tryHosts() : "they are namespaces of Linux";
  if (missing === null) return null;
  const reason = `two hosts on one machine need network namespaces (unshare) and ip (Debian: iproute2): ${missing}`;
  if (process.env.CI) throw new Error(reason);
  console.warn(`Tests of a network that is cut are skipped; ${reason}.`);
  return reason;
}

function tryHosts(): string | null {
  const script = "ip link add name left type veth peer name right && ip link set lo up";
  try {
    execFileSync("unshare", [...own, "sh", "-c", script], { stdio: ["ignore", "ignore", "pipe"] });
    return null;
  } catch (error) {
    return (error as Error).message.trim().replaceAll("\n", ", ");
  }
}

/** A network of its own; for others than root also users of its own, among whom one is root. */
const own = isRoot ? ["--net"] : ["--user", "--map-root-user", "--net"];

/** Makes two hosts and connects them. */
export async function openTwoHosts(): Promise<TwoHosts> {
  const first = await holdNetwork(["unshare", ...own]);
  const second = await holdNetwork([...enter(first), "unshare", "--net"]);
  const [a, b] = [first, second].map(enter) as [readonly string[], readonly string[]];
  const run = ([program = "", ...rest]: readonly string[], ...argv: readonly string[]): void => {
    execFileSync(program, [...rest, ...argv], { stdio: ["ignore", "ignore", "pipe"] });
  };
  const peer = ["peer", "name", "cable", "netns", String(second.pid)];
  run(a, "ip", "link", "add", "name", "cable", "type", "veth", ...peer);
  for (const [k, one] of [a, b].entries()) {
    run(one, "ip", "address", "add", `${ADDRESSES[k]}/24`, "dev", "cable");
    for (const device of ["lo", "cable"]) run(one, "ip", "link", "set", device, "up");
  }
  return {
    hosts: [
      { address: ADDRESSES[0], within: a },
      { address: ADDRESSES[1], within: b },
    ],
    cut: () => run(a, "ip", "link", "set", "cable", "down"),
    heal: () => run(a, "ip", "link", "set", "cable", "up"),
    async close() {
      for (const one of [second, first]) {
        const gone = new Promise((resolve) => one.once("close", resolve));
        one.stdin?.end();
        await gone;
      }
    },
  };
}

/** Starts a process that does nothing but hold its network, until its input ends: at the latest with this process. */
async function holdNetwork([program = "", ...rest]: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, [...rest, "sh", "-c", "echo here; exec cat"], { stdio: "pipe" });
  let said = "";
  child.stderr.on("data", (text: Buffer) => {
    said += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("error", reject);
    child.once("close", (code) =>
      reject(new Error(`no network: ${program} ended with ${code}: ${said}`)),
    );
  });
  return child;
}

function enter({ pid }: ChildProcess): readonly string[] {
  const as = isRoot ? [] : ["--user", "--preserve-credentials"];
  return ["nsenter", "--target", String(pid), ...as, "--net", "--"];
}
