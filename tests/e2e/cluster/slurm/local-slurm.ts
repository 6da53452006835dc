import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../../support/free-port.ts";

const programs = ["munged", "slurmctld", "slurmd", "sbatch"];

/**
 * Whether a Slurm of its own can be started here. Where not, says in one line what is missing; on CI that is an
 * error.
 */
export function slurmCanRun(): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  const missing = programs.filter(
    (program) => !folders.some((folder) => existsSync(join(folder, program))),
  );
  const reason =
    missing.length > 0
      ? `${missing.join(", ")} not found: install Slurm (Debian: apt-get install slurm-wlm munge)`
      : process.getuid?.() === 0
        ? null
        : "only root can start the daemons: run this test as root, for example in a container";
  if (reason === null) return true;
  if (process.env.CI) throw new Error(reason);
  console.warn(`Tests with Slurm are skipped; ${reason}.`);
  return false;
}

/** A Slurm with two nodes of one core each, all on this machine and reached from nowhere else. */
export interface LocalSlurm {
  /** Variables that let Slurm's commands find it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Calls one of Slurm's commands; what it printed. */
  call(program: string, ...words: string[]): Promise<string>;
  /** Ends a node as a power cut does, in the middle of a task: its daemon, the steps' daemons and the tasks. */
  kill(node: string): Promise<void>;
  /** Starts the daemon of a node. */
  start(node: string): void;
  /** Ends all that was started. */
  stop(): Promise<void>;
}

/** Names of the nodes. */
export const nodes = ["one", "two"] as const;

/** Seconds after which the controller misses a task of a node that has come back, and that it waits to repeat it. */
export const MISSED_AFTER = 7;

/**
 * Starts Munge and Slurm with a key, ports and folders of their own.
 * @throws Error with what they wrote if they are not ready within 20 s
 */
export async function startSlurm(): Promise<LocalSlurm> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-slurm-"));
  const daemons: ChildProcess[] = [];
  const byNode = new Map<string, ChildProcess>();
  const environment = { SLURM_CONF: join(folder, "slurm.conf") };
  const env = {
    ...process.env,
    ...environment,
    PATH: `${process.env.PATH ?? ""}${delimiter}/usr/sbin`,
  };
  for (const name of ["state", "log", "munge", ...nodes]) mkdirSync(join(folder, name));
  // Munge speaks to nobody whose key or folder others could change.
  chmodSync(folder, 0o755);
  chmodSync(join(folder, "munge"), 0o700);
  writeFileSync(join(folder, "munge", "key"), randomBytes(128), { mode: 0o600 });
  const ports = await freePorts(1 + nodes.length);
  writeFileSync(environment.SLURM_CONF, configuration(folder, ports));

  // A test run that is cut short leaves no daemon behind.
  const abandon = (): void => {
    for (const child of daemons) child.kill("SIGKILL");
  };
  process.once("exit", abandon);

  const daemon = (program: string, name: string, ...words: string[]): ChildProcess => {
    const log = openSync(join(folder, "log", `${name}.out`), "a");
    const child = spawn(program, words, { env, stdio: ["ignore", log, log] });
    child.on("error", () => {});
    daemons.push(child);
    return child;
  };
  const call = async (program: string, ...words: string[]): Promise<string> =>
    (await promisify(execFile)(program, words, { env })).stdout;
  const start = (node: string): void => {
    byNode.set(node, daemon("slurmd", node, "-D", "-f", environment.SLURM_CONF, "-N", node));
  };
  const stop = async (): Promise<void> => {
    const tasks = nodes.flatMap((node) => processesOf(environment.SLURM_CONF, node));
    for (const child of [...daemons].reverse()) await end(child);
    for (const id of tasks) killProcess(id);
    process.off("exit", abandon);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  const part = (name: string): string => join(folder, "munge", name);
  daemon(
    "munged",
    "munge",
    ...["--foreground", "--force", `--socket=${part("socket")}`, `--key-file=${part("key")}`],
    ...[`--pid-file=${part("pid")}`, `--seed-file=${part("seed")}`, `--log-file=${part("log")}`],
  );
  try {
    await until("Munge is ready", async () => existsSync(part("socket")));
    daemon("slurmctld", "slurmctld", "-D", "-f", environment.SLURM_CONF);
    for (const node of nodes) start(node);
    await until("both nodes are idle", async () => {
      const states = await call("sinfo", "-h", "-N", "-o", "%t").catch(() => "");
      return states.trim().split(/\s+/).join() === "idle,idle";
    });
  } catch (error) {
    const logs = readdirSync(join(folder, "log")).map(
      (name) => `${name}:\n${readFileSync(join(folder, "log", name), "utf8").slice(-1000)}`,
    );
    await stop();
    throw new Error(`Slurm does not start.\n${logs.join("\n")}`, { cause: error });
  }
  return {
    environment,
    call,
    start,
    stop,
    async kill(node) {
      await until(`node ${node} is at work`, async () => {
        const found = processesOf(environment.SLURM_CONF, node);
        if (found.length === 0) return false;
        byNode.get(node)?.kill("SIGKILL");
        for (const id of found) killProcess(id);
        return true;
      });
    },
  };
}

/** Waits until something is so, looking four times a second. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  seconds = 20,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/**
 * What differs from a cluster's usual settings makes it quick: a task that is missing on a node that came back is
 * noticed 6 s after its start (BatchStartTimeout and MessageTimeout) and repeated 5 s later (cred_expire), in place of
 * 20 and 120.
 */
function configuration(folder: string, [control, ...ports]: readonly number[]): string {
  const host = hostname().split(".")[0];
  const lines = nodes.map(
    (node, k) =>
      `NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${ports[k]} CPUs=1 RealMemory=3000 State=UNKNOWN`,
  );
  return `ClusterName=local
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${control}
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket,cred_expire=5
CryptoType=crypto/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
BatchStartTimeout=1
MessageTimeout=5
SlurmdTimeout=60
KillWait=2
MaxArraySize=1001
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1
${lines.join("\n")}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

/** Tasks on a node, and the daemons of their steps, which are the parents. */
function processesOf(configuration: string, node: string): readonly number[] {
  const found = new Set<number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const variables = readFileSync(`/proc/${name}/environ`, "latin1").split("\0");
      if (!variables.includes(`SLURMD_NODENAME=${node}`)) continue;
      if (!variables.includes(`SLURM_CONF=${configuration}`)) continue;
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "latin1"))?.[1];
      const command = readFileSync(`/proc/${parent}/cmdline`, "latin1");
      if (command.startsWith("slurmstepd")) found.add(Number(parent));
      found.add(Number(name));
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
  return [...found];
}

function killProcess(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Ends a child, by force after three seconds. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await ended;
  clearTimeout(timer);
}

/** Ports of this machine that nobody listens on, each another one. */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
