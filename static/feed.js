// "Something is new": calls back with each revision of the stream, and keeps the stream alive by itself.

const AGAIN_MS = 2000;

export function follow({ onRevision, onLost, onBack }) {
  let lost = false;
  const open = () => {
    const stream = new EventSource("/feed");
    stream.onmessage = (event) => {
      if (lost) {
        lost = false;
        onBack();
      }
      onRevision(Number(event.data));
    };
    stream.onerror = () => {
      lost = true;
      onLost();
      // A stream that was refused (no place, or the server is gone) does not come back alone.
      if (stream.readyState === EventSource.CLOSED) {
        setTimeout(open, AGAIN_MS);
      }
    };
  };
  open();
}
