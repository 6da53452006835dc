import { basename } from "node:path";
import { stringify } from "yaml";
import type { PlanPlace } from "../../results/node/plans/plan-file.ts";
import { commandLine, shellWord } from "../../results/shell-words.ts";
import type { BatchOptions } from "../batch.ts";
import { memoryOf, tasksOf } from "../tasks.ts";
import type { KubernetesSettings } from "./settings.ts";

/** Indexes that a Job may have; Kubernetes takes 100,000, and each is a pod to be started. */
const MOST_TASKS = 10_000;
/** Exit codes that every pod would end with: wrong usage, and a plan or folder that does not fit. */
const HOPELESS = [2, 3];
/** Exit code of a pod that has set a chunk aside after its tries: another would do the same. */
const SET_ASIDE = [4];
/** Exit code of `chunk status` while chunks are missing. */
const MISSING = 5;

/**
 * The manifest of a plan: an Indexed Job over its chunks, and a Job that waits for the chunks and merges them.
 * Both are of batch/v1 and take Kubernetes 1.29 or newer.
 *
 * @returns YAML of two documents, or of the merge alone where every chunk is there
 */
export function kubernetesManifest(
  place: PlanPlace,
  options: BatchOptions,
  settings: KubernetesSettings,
): string {
  const { count } = tasksOf(place.plan, {
    most: MOST_TASKS,
    threads: options.jobs ?? 1,
    wanted: settings.tasks,
  });
  const jobs = [
    ...(count > 0 ? [arrayJob(place, options, settings, count)] : []),
    mergeJob(place, settings),
  ];
  const { namespace } = settings;
  const within = namespace === null ? "" : ` --namespace ${namespace}`;
  return [
    "# Start:  kubectl apply -f <this file>",
    `# Watch:  panoptes chunk status ${shellWord(place.path)}`,
    `# Answer: kubectl logs --follow${within} job/${jobName(place)}-merge`,
    "# Cancel: kubectl delete -f <this file>; finished chunks stay",
    ...jobs.map((job) =>
      `---\n${stringify(job, { lineWidth: 0, aliasDuplicateObjects: false })}`.trimEnd(),
    ),
    "",
  ].join("\n");
}

/** Name of the array's Job; a name of a pod, which has an index behind it, has at most 63 letters. */
export function jobName({ path }: PlanPlace): string {
  const name = basename(path, ".json")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const digest = name.slice(-12);
  return `panoptes-${name.slice(0, -12).slice(0, 24)}-${digest}`.replaceAll(/-+/g, "-");
}

function arrayJob(
  place: PlanPlace,
  options: BatchOptions,
  settings: KubernetesSettings,
  count: number,
): object {
  const cpus = options.jobs ?? 1;
  return job(place, settings, jobName(place), {
    completionMode: "Indexed",
    completions: count,
    parallelism: Math.min(count, settings.concurrent),
    // A pod that fails is tried again for its own index; the chunks that it has finished are there.
    backoffLimitPerIndex: 3,
    maxFailedIndexes: Math.max(1, Math.floor(count / 10)),
    podReplacementPolicy: "Failed",
    podFailurePolicy: {
      rules: [
        // A node that is drained, lost or preempted says nothing about the pod.
        {
          action: "Ignore",
          onPodConditions: [{ type: "DisruptionTarget", status: "True" }],
        },
        {
          action: "FailJob",
          onExitCodes: { containerName: "chunks", operator: "In", values: HOPELESS },
        },
        {
          action: "FailIndex",
          onExitCodes: { containerName: "chunks", operator: "In", values: SET_ASIDE },
        },
      ],
    },
    containers: [
      container(place, settings, "chunks", {
        command: [
          ...settings.command,
          "chunk",
          "run",
          plain(place.path),
          "--shard",
          `$(JOB_COMPLETION_INDEX)/${count}`,
          "-j",
          `${cpus}`,
          ...options.plugins.flatMap((digest) => ["--allow-plugin", digest]),
        ],
        env: [
          {
            name: "JOB_COMPLETION_INDEX",
            valueFrom: {
              fieldRef: {
                fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']",
              },
            },
          },
        ],
        cpus,
        memory: settings.memory ?? `${memoryOf(cpus)}Mi`,
      }),
    ],
  });
}

function mergeJob(place: PlanPlace, settings: KubernetesSettings): object {
  const status = commandLine([...settings.command, "chunk", "status", place.path]);
  return job(place, settings, `${jobName(place)}-merge`, {
    backoffLimit: 3,
    initContainers: [
      container(place, settings, "wait", {
        command: ["sh", "-c", plain(waiting(status))],
        cpus: 1,
        memory: settings.mergeMemory,
      }),
    ],
    containers: [
      container(place, settings, "merge", {
        command: [...settings.command, "chunk", "merge", plain(place.path)],
        cpus: 1,
        memory: settings.mergeMemory,
      }),
    ],
  });
}

/** Asks until every chunk is there or set aside; ends with what else goes wrong. */
function waiting(status: string): string {
  return `while ${status}; [ $? -eq ${MISSING} ]; do sleep 30; done; exec ${status}`;
}

/** A word in which Kubernetes sees no variable. */
function plain(word: string): string {
  return word.replaceAll("$(", () => "$$(");
}

/** What differs between the two Jobs. */
interface JobParts {
  readonly initContainers?: readonly object[];
  readonly containers: readonly object[];
  readonly [field: string]: unknown;
}

function job(
  { shared }: PlanPlace,
  { claim, namespace, user, group }: KubernetesSettings,
  name: string,
  { initContainers, containers, ...spec }: JobParts,
): object {
  const labels = { "app.kubernetes.io/name": "panoptes", "app.kubernetes.io/instance": name };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name,
      ...(namespace === null ? {} : { namespace }),
      labels,
      annotations: { "panoptes/shared": shared.id },
    },
    spec: {
      ...spec,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: user,
            runAsGroup: group,
            fsGroup: group,
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
          },
          ...(initContainers === undefined ? {} : { initContainers }),
          containers,
          volumes: [
            { name: "shared", persistentVolumeClaim: { claimName: claim } },
            { name: "tmp", emptyDir: {} },
          ],
        },
      },
    },
  };
}

function container(
  { shared }: PlanPlace,
  { image, subPath }: KubernetesSettings,
  name: string,
  parts: {
    readonly command: readonly string[];
    readonly env?: readonly object[];
    readonly cpus: number;
    readonly memory: string;
  },
): object {
  const { command, env, cpus, memory } = parts;
  return {
    name,
    image,
    command,
    ...(env === undefined ? {} : { env }),
    resources: { requests: { cpu: `${cpus}`, memory }, limits: { memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [
      // The same path as here, so that the plan's paths hold.
      {
        name: "shared",
        mountPath: shared.path,
        ...(subPath === null ? {} : { subPath }),
      },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}
