// The page draws all of itself anew for every message of the server and for every step of every upload. With fifty
// files that is hundreds of drawings in a row, and no click gets through between them. What arrives close together is
// therefore handed over together, in its order: the page then draws once for all of it.
(() => {
  const PAUSE = 80; // milliseconds between two handings over; what comes alone is never held back
  const BUSY = 2; // a page that needs long to draw is left alone for this many times as long
  const MOST = 1000; // milliseconds
  let waiting = [];
  let quiet = 0; // until then
  let timer = null;

  function handOver() {
    timer = null;
    const calls = waiting;
    waiting = [];
    const began = performance.now();
    for (const call of calls) {
      try {
        call();
      } catch (problem) {
        setTimeout(() => { throw problem; });
      }
    }
    restUntil(began + MOST);
    // The page draws after this task and before its next picture; then it is known how long that took.
    drawn(() => {
      const now = performance.now();
      restUntil(now + Math.min(MOST, Math.max(PAUSE, BUSY * (now - began))));
    });
  }

  function restUntil(moment) {
    quiet = moment;
    clearTimeout(timer);
    timer = waiting.length ? setTimeout(handOver, quiet - performance.now()) : null;
  }

  function drawn(call) {
    if (document.hidden) setTimeout(call);
    else requestAnimationFrame(() => setTimeout(call));
  }

  function later(call) {
    waiting.push(call);
    if (timer !== null) return;
    if (performance.now() >= quiet) handOver();
    else restUntil(quiet);
  }

  const socket = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    ...socket,
    set(listener) {
      const held = listener && function (event) { later(() => listener.call(this, event)); };
      socket.set.call(this, held);
    }
  });

  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (body) {
    if (body instanceof FormData) {
      const { onload, onerror } = this;
      const { onprogress } = this.upload;
      let newest = null; // of several steps of one file only the last is told
      if (onprogress) this.upload.onprogress = ({ lengthComputable, loaded, total }) => {
        if (!newest) later(() => { onprogress(newest); newest = null; });
        newest = { lengthComputable, loaded, total };
      };
      if (onload) this.onload = (event) => later(() => onload.call(this, event));
      if (onerror) this.onerror = (event) => later(() => onerror.call(this, event));
    }
    return send.call(this, body);
  };
})();
