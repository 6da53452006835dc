import { readNumber, readSetting } from "../settings.ts";

/** What a user asks of Kubernetes. */
export interface KubernetesSettings {
  /** Container image that holds Node and Panoptes. */
  readonly image: string;
  /** Name of the PersistentVolumeClaim that holds the shared folder; many nodes must be able to mount it. */
  readonly claim: string;
  /** Folder within the volume that is the shared folder; the volume's own top unless told. */
  readonly subPath: string | null;
  readonly namespace: string | null;
  /** Pods of the array at most; null: as many as have two minutes of work. */
  readonly tasks: number | null;
  /** Pods at work at the same time at most. */
  readonly concurrent: number;
  /** Memory of a pod of the array, a quantity such as 1Gi; null: what its threads need. */
  readonly memory: string | null;
  /** Memory of the merge. */
  readonly mergeMemory: string;
  /** Who the containers run as, and the group that the volume is opened to; above 0. */
  readonly user: number;
  readonly group: number;
  /** Words that call Panoptes in the image. */
  readonly command: readonly string[];
}

/** A name as Kubernetes takes it for objects. */
const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const QUANTITY = /^[1-9]\d*(\.\d+)?([kMGT]i?)?$/;

/**
 * Reads what was asked by `--kubernetes key=value`.
 *
 * @param self user and group of this process, which the containers run as unless told; root becomes 1000
 * @throws RangeError for an unknown key, a value that makes no sense, or without image and claim
 */
export function readKubernetesSettings(
  texts: readonly string[],
  self: { readonly user: number; readonly group: number },
): KubernetesSettings {
  const given = new Map(texts.map((text) => readSetting("--kubernetes", text)));
  for (const key of given.keys()) {
    if (!keys.includes(key)) {
      throw new RangeError(`--kubernetes ${key} is not known; known are ${keys.join(", ")}`);
    }
  }
  const number = (key: string): number | null => {
    const value = given.get(key);
    return value === undefined ? null : readNumber("--kubernetes", key, value);
  };
  const text = (key: string, form: RegExp, like: string): string | null => {
    const value = given.get(key);
    if (value === undefined || form.test(value)) return value ?? null;
    throw new RangeError(`--kubernetes ${key} wants ${like}, got "${value}"`);
  };
  const needed = (key: string, form: RegExp, like: string): string => {
    const value = text(key, form, like);
    if (value !== null) return value;
    throw new RangeError(`--engine kubernetes needs --kubernetes ${key}=…, ${like}`);
  };
  const image = needed("image", /^\S+$/, "the container image that holds Panoptes");
  const claim = needed("claim", NAME, "the name of the PersistentVolumeClaim of the shared folder");
  return {
    image,
    claim,
    subPath: text("sub-path", /^[^/]/, "a path within the volume, such as studies/panoptes"),
    namespace: text("namespace", NAME, "the name of a namespace"),
    tasks: number("tasks"),
    concurrent: number("concurrent") ?? 10,
    memory: text("memory", QUANTITY, "an amount such as 1Gi"),
    mergeMemory: text("merge-memory", QUANTITY, "an amount such as 4Gi") ?? "2Gi",
    user: number("user") ?? (self.user || 1000),
    group: number("group") ?? (self.group || 1000),
    command: (text("command", /\S/, "what calls Panoptes in the image") ?? "panoptes")
      .trim()
      .split(/\s+/),
  };
}

const keys: readonly string[] = [
  "image",
  "claim",
  "sub-path",
  "namespace",
  "tasks",
  "concurrent",
  "memory",
  "merge-memory",
  "user",
  "group",
  "command",
];
