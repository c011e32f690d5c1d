/** A connection that is `disconnected` may heal by itself for this long. */
const PATIENCE_MS = 3000;

/**
 * Calls `broken` once when the connection has failed, or was disconnected for more than 3 s.
 * Closing the connection ends the watch.
 */
export function watchConnection(
  pc: RTCPeerConnection,
  onState: (state: RTCPeerConnectionState) => void,
  broken: () => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = false;
  const tell = () => {
    if (told || pc.signalingState === 'closed') return;
    told = true;
    broken();
  };
  pc.addEventListener('connectionstatechange', () => onState(pc.connectionState));
  pc.addEventListener('iceconnectionstatechange', () => {
    clearTimeout(timer);
    if (pc.iceConnectionState === 'failed') tell();
    if (pc.iceConnectionState === 'disconnected') timer = setTimeout(tell, PATIENCE_MS);
  });
  // DTLS can fail while ICE stays up.
  pc.addEventListener('connectionstatechange', () => {
    if (pc.connectionState === 'failed') tell();
  });
}
