// Process 9, third part: moratoria (E15).
//
// A country declares one when backlash and the example of peers together reach its threshold, drawn
// once a run; it expires after T_M years and is tested again. Nobody declares one while one is imposed.

import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Ends moratoria that have run out and declares new ones. */
export function declareMoratoria({ frame, settings, peers }: Model, state: State): void {
  const { parameters, mechanisms } = settings;
  if (!mechanisms.moratoria) return;
  const { countries: n, dt } = frame;
  const { ownMoratorium, moratoriumEnd, threshold, backlash, peerMoratoria, policy } = state;
  const byPeers = parameters["moratorium.peers"];
  // The most that peers can add: a share, and nothing while nobody has declared one.
  const most = state.moratoria > 0 ? Math.max(0, byPeers) : 0;
  // The state of t + dt: a life of T_M counts from there.
  const life = Math.max(1, Math.round(Math.min(1e6, parameters["moratorium.life"]) / dt));
  for (let i = 0; i < n; i++) {
    if (ownMoratorium[i] === 1) {
      if (state.step + 1 < moratoriumEnd[i]) continue;
      ownMoratorium[i] = 0;
    }
    if (backlash[i] + most < threshold[i]) continue;
    // Where one is imposed there is none to declare.
    if (policy.moratorium[i] === 1) continue;
    let among = peerMoratoria[i] / PEER_UNIT;
    if (peers.uniform[i] > 0) {
      among += ((peers.uniform[i] / PEER_UNIT) * (state.moratoria - state.moratorium[i])) / (n - 1);
    }
    if (backlash[i] + byPeers * among < threshold[i]) continue;
    ownMoratorium[i] = 1;
    moratoriumEnd[i] = state.step + 1 + life;
    state.declared++;
  }
}
