/** A connection that is `disconnected` may heal by itself for this long. */
const PATIENCE_MS = 3000;
/** A restart of ICE that has not helped by then does not help. */
const RESTART_MS = 6000;

export interface ConnectionWatch {
  state: (state: RTCPeerConnectionState) => void;
  /** The path is lost, or another network is there: ICE is to be restarted. */
  restart: () => void;
  /** The connection cannot be mended. At most once. */
  broken: () => void;
}

/**
 * Watches a connection until it is closed: asks for a restart of ICE when its path fails, was gone
 * for more than 3 s, or the device's network comes back; calls it broken when that does not help
 * within 6 s, or when DTLS fails.
 *
 * @returns asks for a restart now
 */
export function watchConnection(pc: RTCPeerConnection, told: ConnectionWatch): () => void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;
  const online = () => restart();
  window.addEventListener('online', online);
  // `closed` tells no event of its own: whoever comes next finds out.
  const over = () => {
    if (pc.signalingState !== 'closed') return false;
    end();
    return true;
  };
  const end = () => {
    clearTimeout(patience);
    clearTimeout(limit);
    window.removeEventListener('online', online);
  };
  const broken = () => {
    if (over()) return;
    end();
    told.broken();
  };
  const restart = () => {
    if (over()) return;
    clearTimeout(patience);
    if (limit === undefined) limit = setTimeout(judge, RESTART_MS);
    told.restart();
  };
  const judge = () => {
    limit = undefined;
    if (over()) return;
    if (!isUp(pc.iceConnectionState)) broken();
  };
  pc.addEventListener('iceconnectionstatechange', () => {
    clearTimeout(patience);
    if (pc.iceConnectionState === 'failed') restart();
    if (pc.iceConnectionState === 'disconnected') patience = setTimeout(restart, PATIENCE_MS);
  });
  pc.addEventListener('connectionstatechange', () => {
    told.state(pc.connectionState);
    // DTLS can fail while ICE stays up.
    if (pc.connectionState === 'failed' && isUp(pc.iceConnectionState)) broken();
  });
  return restart;
}

/** Whether a connection was up and lost its path. */
export function hasLostPath(pc: RTCPeerConnection): boolean {
  return pc.iceConnectionState === 'disconnected' || pc.iceConnectionState === 'failed';
}

function isUp(state: RTCIceConnectionState): boolean {
  return state === 'connected' || state === 'completed';
}
