import { ChevronLeft, ChevronRight, Maximize2, Minimize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

// The pages of a CV with the words of its profile marked. Props: ui/profile_panel.py. The values stand in
// Profile.jsx; both speak to each other by events of the window.

const ZOOMS = [1, 1.35, 1.75, 2.25, 3];
const READABLE = 0.95; // pixels to a point: from here on a CV's small print can be read
const A4 = { width: 595, height: 842 };
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));

function percent(rect) {
  return {
    left: `${rect.left * 100}%`,
    top: `${rect.top * 100}%`,
    width: `${rect.width * 100}%`,
    height: `${rect.height * 100}%`
  };
}

function Rects({ page, marks, active, peek }) {
  const paths = Object.keys(marks);
  const strong = active ? active.rects.filter((rect) => rect.page === page) : [];
  const light = peek ? peek.rects.filter((rect) => rect.page === page) : [];
  return (
    <div className="es-rects" aria-hidden="true">
      {paths.map((path) =>
        marks[path].rects
          .filter((rect) => rect.page === page)
          .map((rect, index) => <i key={`${path}-${index}`} className="es-known" data-path={path} style={percent(rect)} />)
      )}
      {light.map((rect, index) => (
        <i key={`peek-${index}`} className="es-peek" style={percent(rect)} />
      ))}
      {strong.map((rect, index) => (
        <i key={`${active.start}-${index}`} className="es-lit" style={percent(rect)} />
      ))}
    </div>
  );
}

// A line of text cut where the active words begin and end. Positions count code points.
function cut(line, active) {
  const signs = Array.from(line.text);
  const from = active ? Math.max(0, active.start - line.start) : 0;
  const to = active ? Math.min(signs.length, active.end - line.start) : 0;
  if (to <= from) return [line.text];
  const [before, lit, after] = [signs.slice(0, from), signs.slice(from, to), signs.slice(to)].map((part) => part.join(''));
  return [before, <mark key="lit" className="es-lit-words">{lit}</mark>, after];
}

function Sheet({ lines, active, zoom }) {
  if (!lines) return <div className="es-sheet es-waiting" aria-label="The text is being fetched" />;
  if (!lines.length) return <div className="es-sheet"><p className="es-quiet">No text was read in this file.</p></div>;
  return (
    <div className="es-sheet" style={{ fontSize: `${0.9375 * zoom}rem` }}>
      {lines.map((line, index) => {
        const apart = index > 0 && line.block !== lines[index - 1].block;
        const look = line.heading ? 'es-line es-line-heading' : line.bold ? 'es-line es-line-bold' : 'es-line';
        return (
          <p key={line.start} className={apart ? `${look} es-line-apart` : look}>
            {cut(line, active)}
          </p>
        );
      })}
    </div>
  );
}

function Page({ page, zoom, marks, active, peek, lines, onBroken, onZoom }) {
  const [state, setState] = useState('loading');
  const [shape, setShape] = useState(page.width ? page : A4);
  const sharp = zoom * window.devicePixelRatio > 1.6;
  const broken = state === 'broken' || !page.picture;
  const click = (event) => {
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const known = under.map((one) => one.closest?.('.es-known')).find(Boolean);
    if (known) tell('es:select', { cvId: props.cvId, path: known.dataset.path });
    else onZoom(event);
  };
  useEffect(() => {
    if (broken) onBroken();
  }, [broken]);
  if (broken) return <Sheet lines={lines && lines.filter((line) => line.page === page.page)} active={active} zoom={zoom} />;
  return (
    <figure
      className={`es-paper ${state === 'loading' ? 'es-waiting' : ''}`}
      style={{ aspectRatio: `${shape.width} / ${shape.height}`, width: `${zoom * 100}%` }}
      data-page={page.page}
      onClick={click}
    >
      <img
        src={`${page.picture}?width=${sharp ? 2200 : 1100}`}
        alt={`Page ${page.page} of the CV`}
        loading={page.page === 1 ? 'eager' : 'lazy'}
        draggable={false}
        onLoad={(event) => {
          setState('there');
          if (!page.width) setShape({ width: event.target.naturalWidth, height: event.target.naturalHeight });
        }}
        onError={() => setState('broken')}
      />
      <Rects page={page.page} marks={marks} active={active} peek={peek} />
    </figure>
  );
}

// Bring the active words into the middle of the desk.
function useFocusOn(desk, active, zoom, lines) {
  useEffect(() => {
    if (!active || !desk.current) return undefined;
    const frame = requestAnimationFrame(() => {
      const lit = desk.current?.querySelector('.es-lit, .es-lit-words');
      if (!lit) return;
      const [room, spot] = [desk.current.getBoundingClientRect(), lit.getBoundingClientRect()];
      const top = desk.current.scrollTop + spot.top - room.top - (room.height - Math.min(spot.height, room.height)) * 0.42;
      const from = desk.current.scrollLeft + spot.left - room.left;
      const left = Math.min(from - 24, Math.max(0, from + spot.width + 32 - room.width));
      desk.current.scrollTo({ top, left, behavior: calm() ? 'auto' : 'smooth' });
    });
    return () => cancelAnimationFrame(frame);
  }, [active, zoom, lines]);
}

function useHeard(name, listener) {
  useEffect(() => {
    const hear = (event) => event.detail?.cvId === props.cvId && listener(event);
    window.addEventListener(name, hear);
    return () => window.removeEventListener(name, hear);
  });
}

// Escape closes the panel, which gives the focus back to where it was opened from.
function useEscape() {
  useEffect(() => {
    const before = document.activeElement;
    const close = (event) => {
      const inside = event.target.closest?.('#side-view-content') || event.target === document.body;
      if (event.key === 'Escape' && inside) document.querySelector('#side-view-title button')?.click();
    };
    window.addEventListener('keydown', close);
    return () => {
      window.removeEventListener('keydown', close);
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}

function Tools({ pages, now, zoom, onGo, onZoom, wide, onWide }) {
  const step = (by) => ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(zoom) + by))];
  return (
    <div className="es-tools" role="toolbar" aria-label="Page">
      {pages > 1 ? (
        <>
          <button type="button" aria-label="Previous page" disabled={now <= 1} onClick={() => onGo(now - 1)}>
            <ChevronLeft size={16} aria-hidden="true" />
          </button>
          <span className="es-tools-page" aria-live="polite">
            {now} <span className="es-quiet">of {pages}</span>
          </span>
          <button type="button" aria-label="Next page" disabled={now >= pages} onClick={() => onGo(now + 1)}>
            <ChevronRight size={16} aria-hidden="true" />
          </button>
          <span className="es-tools-gap" />
        </>
      ) : null}
      <button type="button" aria-label="Smaller" disabled={zoom === ZOOMS[0]} onClick={() => onZoom(step(-1))}>
        <ZoomOut size={16} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Larger" disabled={zoom === ZOOMS[ZOOMS.length - 1]} onClick={() => onZoom(step(1))}>
        <ZoomIn size={16} aria-hidden="true" />
      </button>
      <button type="button" aria-label={wide ? 'Show the values' : 'Show only the pages'} aria-pressed={wide} onClick={onWide}>
        {wide ? <Minimize2 size={15} aria-hidden="true" /> : <Maximize2 size={15} aria-hidden="true" />}
      </button>
    </div>
  );
}

function useWords(desk) {
  const [data, setData] = useState(props);
  const [active, setActive] = useState(props.open?.mark || props.marks[props.open?.path] || null);
  const [peek, setPeek] = useState(null);
  const [zoom, setZoom] = useState(null);
  const [lines, setLines] = useState(null);
  const pictured = data.pages.some((page) => page.picture);
  const legible = () => {
    const points = data.pages[0]?.width || A4.width;
    const fitting = (READABLE * points) / (desk.current?.clientWidth || points);
    return ZOOMS.find((one) => one >= fitting - 0.1) || ZOOMS[ZOOMS.length - 1];
  };
  const select = (mark) => {
    setActive(mark && { ...mark });
    setPeek(null);
    if (mark && pictured && zoom === null) setZoom(legible());
  };
  const fetchLines = () => {
    if (lines) return;
    callAction({ name: 'show_lines', payload: { cvId: props.cvId } }).then((answer) => setLines(answer?.response?.lines || []));
  };
  useHeard('es:select', ({ detail }) => select(detail.mark || data.marks[detail.path] || null));
  useHeard('es:peek', ({ detail }) => setPeek(data.marks[detail.path] || null));
  useHeard('es:panel', ({ detail }) => setData(detail.panel));
  useHeard('es:open', (event) => {
    event.preventDefault();
    const { path, quote, page } = event.detail;
    if (path) return tell('es:select', { cvId: props.cvId, path });
    return callAction({ name: 'find_quote', payload: { cvId: props.cvId, quote, page } }).then((answer) => select(answer?.response?.mark));
  });
  useEffect(() => {
    if (active && pictured) setZoom(legible());
  }, []);
  return { data, active, peek, zoom: zoom || 1, setZoom, lines, fetchLines };
}

export default function Pages() {
  const desk = useRef(null);
  const [now, setNow] = useState(1);
  const [wide, setWide] = useState(false);
  const { data, active, peek, zoom, setZoom, lines, fetchLines } = useWords(desk);
  useFocusOn(desk, active, zoom, lines);
  useEscape();
  const sheets = () => [...(desk.current?.querySelectorAll('.es-paper, .es-sheet') || [])];
  const go = (number) => {
    const sheet = sheets()[number - 1];
    if (sheet) desk.current.scrollTo({ top: sheet.offsetTop - 16, behavior: calm() ? 'auto' : 'smooth' });
  };
  const scrolled = () => {
    const middle = desk.current.scrollTop + desk.current.clientHeight / 2;
    const at = sheets().findIndex((sheet) => sheet.offsetTop + sheet.offsetHeight > middle);
    setNow(at < 0 ? data.pages.length : at + 1);
  };
  const keys = (event) => {
    if (event.key === 'ArrowRight') go(Math.min(data.pages.length, now + 1));
    else if (event.key === 'ArrowLeft') go(Math.max(1, now - 1));
    else if (event.key === '+' || event.key === '=') setZoom(ZOOMS.find((one) => one > zoom) || zoom);
    else if (event.key === '-') setZoom([...ZOOMS].reverse().find((one) => one < zoom) || zoom);
    else if (event.key === '0') setZoom(1);
    else return;
    event.preventDefault();
  };
  const magnify = () => setZoom(zoom > 1 ? 1 : 1.75);
  return (
    <section className={wide ? 'es-pages es-pages-only' : 'es-pages'} aria-label={`Pages of ${data.filename}`}>
      <div className={`es-desk ${zoom > 1 ? 'es-desk-near' : ''}`} ref={desk} tabIndex={0} onScroll={scrolled} onKeyDown={keys}
        aria-label="Pages. Arrow keys turn them, plus and minus change their size.">
        {data.pages.map((page) => (
          <Page key={page.page} page={page} zoom={zoom} marks={data.marks} active={active} peek={peek} lines={lines}
            onBroken={fetchLines} onZoom={magnify} />
        ))}
      </div>
      <Tools pages={data.pages.length} now={now} zoom={zoom} onGo={go} onZoom={setZoom} wide={wide} onWide={() => setWide(!wide)} />
    </section>
  );
}
