import type { RedisAddress } from "./address.ts";
import { RedisError } from "./redis-error.ts";

/** An error as its kinds are told apart: by a code of the system or TLS, or the first word of Redis' answer. */
interface Trouble {
  readonly code?: string;
  readonly message: string;
}

/**
 * Says what an error of a connection means and what to do about it.
 *
 * @param error what the client reported
 */
export function explainRedis(error: Trouble, address: RedisAddress): RedisError {
  return new RedisError(reason(error, address), { cause: error });
}

/**
 * Says what a Redis refuses while work goes on, once until it is something else: it is asked again and again.
 * What is no refusal (a connection that is lost, a lock that another worker has) is passed over.
 *
 * @param say told the sentence
 */
export function watchRefusals(
  address: RedisAddress,
  say: (text: string) => void,
): (error: unknown) => void {
  let last = "";
  return (error) => {
    const { message } = error as Error;
    const [word] =
      /^(OOM|MISCONF|NOPERM|READONLY|NOAUTH)\b|executing the script can't run/.exec(message) ?? [];
    if (word === undefined || word === last) return;
    last = word;
    say(`${explainRedis(error as Error, address).message}.`);
  };
}

function reason({ code = "", message }: Trouble, address: RedisAddress): string {
  const { host, port, db, tls, shown } = address;
  const ping = `redis-cli -h ${host} -p ${port}${tls ? " --tls" : ""} ping`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `${shown}: there is no host "${host}". Look at its name in --engine or PANOPTES_ENGINE`;
  }
  if (code === "ECONNREFUSED") {
    return (
      `${shown} cannot be reached: nothing listens at ${host}:${port}. Start Redis there ` +
      `(\`redis-server --port ${port}\`), or name where it is; \`${ping}\` answers PONG when it can be reached`
    );
  }
  if (tls && (code === "ETIMEDOUT" || /SSL|wrong version|packet length/i.test(code + message))) {
    return (
      `${shown} does not answer as a server with TLS does. If it speaks none, write redis:// in place of ` +
      `rediss://; \`${ping}\` answers PONG when it does`
    );
  }
  if (/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(code) || message.startsWith("Socket timeout")) {
    return (
      `${shown} does not answer. Is a firewall between, or the server frozen or overloaded? \`${ping}\` answers PONG ` +
      "when it can be used"
    );
  }
  if (/CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return (
      `${shown}: its certificate is not trusted (${message}). Name the file of the authority that signed it in ` +
      "NODE_EXTRA_CA_CERTS, and use the host's name that the certificate is for"
    );
  }
  if (!tls && (code === "ECONNRESET" || code === "EPIPE")) {
    return (
      `${shown} ended the connection at once. If that port speaks TLS, write rediss:// in place of redis://; ` +
      `its log may say more`
    );
  }
  if (/^(WRONGPASS|ERR invalid password)/.test(message)) {
    return `${shown} does not know this user and password. Look at the address in --engine or PANOPTES_ENGINE`;
  }
  if (message.startsWith("NOAUTH")) {
    return (
      `${shown} wants a password. Give it in the environment, where others do not see it: ` +
      `PANOPTES_ENGINE=${tls ? "rediss" : "redis"}://user:password@${host}:${port}/${db}`
    );
  }
  if (message.startsWith("NOPERM") || message.includes("executing the script can't run")) {
    return (
      `${shown}: the user may not do all that is needed (${message}). ` +
      "docs/engines/redis.md has the rights that a user needs"
    );
  }
  if (/DB index is out of range|SELECT is not allowed/.test(message)) {
    return `${shown}: there is no database ${db}. Most servers have 0 to 15; \`redis-cli config get databases\` says how many`;
  }
  if (message.startsWith("OOM")) {
    return (
      `${shown} is out of memory and takes nothing new. Raise its maxmemory (chunks in the queue take about 1 kB ` +
      "each), or clear what else lies in it; what is finished is in the shared folder"
    );
  }
  if (message.startsWith("MISCONF")) {
    return (
      `${shown} cannot write to its disk and takes nothing new (MISCONF). Make room where its \`dir\` is; what is ` +
      "finished is in the shared folder"
    );
  }
  if (message.startsWith("READONLY")) {
    return `${shown} is a replica, which takes nothing. Name the server that it copies`;
  }
  if (message.startsWith("LOADING")) {
    return `${shown} is still reading its data from disk. Try again when it has finished`;
  }
  return `${shown} cannot be used: ${message}`;
}
