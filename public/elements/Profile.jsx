import { AlertTriangle, Check, Download, ExternalLink, EyeOff, PenLine, Plus, RefreshCw, Trash2, Undo2, X } from 'lucide-react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';

// All seven parts of a profile. In the conversation it is a card; beside it, below the pages (Pages.jsx), a panel in
// which every value shows its words on the page and can be corrected. Props: ui/card_profile.py, ui/profile_panel.py.

const Panel = createContext(null);
const FAILED = 'This did not work. Please try again.';
const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));

// Selecting a value lights its words up; from a card in the conversation it opens the panel first.
function show(path) {
  const nobody = tell('es:open', { cvId: props.cvId, path });
  if (nobody) callAction({ name: 'show_profile', payload: { cvId: props.cvId, path } });
}

function spoken(field) {
  const doubt = field.unsure ? ', unsure' : field.human ? ', corrected by a person' : '';
  return `${field.label}: ${field.value}${field.page && !field.human ? `, page ${field.page}` : ''}${doubt}`;
}

// Lines that go on in small letters were broken by the page's width alone.
const flowing = (words) => words.replace(/[ \t]*\n(?=\p{Ll})/gu, ' ');

function Value({ field, as: Tag = 'span' }) {
  const panel = useContext(Panel);
  const selected = panel.active === field.path;
  const state = field.unsure ? ' es-value-unsure' : field.human ? ' es-value-human' : '';
  const pressed = (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    panel.select(field.path);
  };
  if (panel.editing === field.path) return <Edit field={field} />;
  return (
    <Tag className={`es-cell${selected ? ' es-cell-on' : ''}`}>
      <span role="button" tabIndex={0} className={`es-value${state}`} data-path={field.path} aria-label={spoken(field)}
        aria-pressed={selected} onClick={() => panel.select(field.path)} onKeyDown={pressed}
        onMouseEnter={() => panel.peek(field.path)} onMouseLeave={() => panel.peek(null)} onFocus={() => panel.peek(field.path)}>
        {flowing(field.value)}
      </span>
      {field.link ? <Follow link={field.link} /> : null}
      {field.normal ? <span className="es-normal">{field.normal}</span> : null}
      {field.unsure ? <span className="es-word es-word-unsure">unsure</span> : null}
      {field.human ? <span className="es-word">corrected</span> : null}
      {panel.mayCorrect ? (
        <button type="button" className="es-pen" aria-label={`Correct ${field.label}`} onClick={() => panel.edit(field.path)}><PenLine size={13} aria-hidden="true" /></button>
      ) : null}
    </Tag>
  );
}

// The address leaves for a page of its own, which is not told where it was followed from.
function Follow({ link }) {
  return (
    <a className="es-follow" href={link} target="_blank" rel="noopener noreferrer" aria-label={`Open ${link} in a new tab`}><ExternalLink size={13} aria-hidden="true" /></a>
  );
}

function Edit({ field }) {
  const panel = useContext(Panel);
  const before = field.exact || field.value || '';
  const [words, setWords] = useState(before);
  const long = before.length > 70 || /\/(description|summary)$/.test(field.path);
  const Input = long ? 'textarea' : 'input';
  const correction = panel.corrections.find((one) => one.path === field.path && !one.undone);
  const save = (event) => {
    event.preventDefault();
    if (words.trim() === before) panel.edit(null);
    else panel.correct([{ field: field.path, value: words.trim() || null }]);
  };
  return (
    <form className="es-form" onSubmit={save} onKeyDown={(event) => {
      if (event.key === 'Escape') { event.stopPropagation(); panel.edit(null); }
    }}>
      <label><span>{field.label}</span> <Input autoFocus value={words} rows={long ? 5 : undefined} onChange={(event) => setWords(event.target.value)} /></label>
      {field.quote && !field.human ? <p className="es-quiet">The CV says <q>{field.quote}</q></p> : null}
      <Ends action="Save">{correction ? <Undo correction={correction} /> : null}</Ends>
    </form>
  );
}

// How a form ends: what was wrong with it, and its buttons.
function Ends({ action, children }) {
  const panel = useContext(Panel);
  return (
    <>
      {panel.problem ? <p className="es-warn" role="alert">{panel.problem}</p> : null}
      <span className="es-actions">
        <button type="submit" className="es-button es-button-main" disabled={panel.busy}><Check size={14} aria-hidden="true" /> {action}</button>
        <button type="button" className="es-button" onClick={() => panel.edit(null)}><X size={14} aria-hidden="true" /> Cancel</button>
        {children}
      </span>
    </>
  );
}

function Undo({ correction }) {
  const panel = useContext(Panel);
  return (
    <button type="button" className="es-button" disabled={panel.busy} onClick={() => panel.undo(correction.id)} aria-label={`Undo: ${correction.label}`}>
      <Undo2 size={14} aria-hidden="true" /> {correction.kind === 'changed' ? 'As the CV says' : 'Undo'}
    </button>
  );
}

function Dates({ entry }) {
  if (!entry.dates.length) return null;
  const [first, last] = entry.dates;
  return (
    <span className="es-dates">
      <Value field={first} />
      {last ? <> <span aria-hidden="true">–</span> <Value field={last} /></> : null}
      {entry.duration ? <span className="es-normal">{entry.duration}</span> : null}
    </span>
  );
}

function Long({ field }) {
  const panel = useContext(Panel);
  const [open, setOpen] = useState(false);
  if (!field) return null;
  const folds = field.value.length > 260;
  const whole = open || !folds || panel.active === field.path || panel.editing === field.path;
  return (
    <div className={whole ? 'es-long' : 'es-long es-long-folded'}>
      <Value field={field} as="div" />
      {folds && !whole ? <button type="button" className="es-link" onClick={() => setOpen(true)}>more</button> : null}
    </div>
  );
}

function Remove({ path, name }) {
  const panel = useContext(Panel);
  if (!panel.mayCorrect) return null;
  return (
    <button type="button" className="es-pen" aria-label={`Remove ${name}`} title="Remove this entry" disabled={panel.busy}
      onClick={() => panel.correct([{ field: path, value: null }])}>
      <Trash2 size={13} aria-hidden="true" />
    </button>
  );
}

// What an entry does not say can be added to it, once one of its values is chosen.
function Gaps({ entry }) {
  const panel = useContext(Panel);
  const open = entry.missing.find((one) => one.path === panel.editing);
  if (open) return <Edit field={{ ...open, value: '' }} />;
  if (!panel.mayCorrect || !panel.active?.startsWith(`${entry.path}/`)) return null;
  return <Chips fields={entry.missing} />;
}

function Chips({ fields }) {
  const panel = useContext(Panel);
  return (
    <ul className="es-tags es-tags-quiet">
      {fields.map(({ path, label }) => (
        <li key={path}>
          <button type="button" aria-label={`Not stated: ${label}. Add it`} onClick={() => panel.edit(path)}>{label} <Plus size={12} aria-hidden="true" /></button>
        </li>
      ))}
    </ul>
  );
}

function Entry({ entry }) {
  const name = entry.heading?.value || entry.fields[0]?.value || 'this entry';
  return (
    <li className="es-entry">
      <Dates entry={entry} />
      <div className="es-entry-body">
        <h5>{entry.heading ? <Value field={entry.heading} /> : <span className="es-quiet">not stated</span>} <Remove path={entry.path} name={name} /></h5>
        <p className="es-below">{entry.fields.map((field) => <Value key={field.path} field={field} />)}</p>
        <Long field={entry.text} />
        <Gaps entry={entry} />
      </div>
    </li>
  );
}

function Tag({ entry }) {
  return (
    <li>
      {entry.heading ? <Value field={entry.heading} /> : null}
      {entry.fields.map((field) => <span key={field.path} className="es-tag-more"><Value field={field} /></span>)}
      <Remove path={entry.path} name={entry.heading?.value || 'this entry'} />
    </li>
  );
}

function Add({ part, title }) {
  const panel = useContext(Panel);
  const [values, setValues] = useState({});
  const set = (event) => setValues({ ...values, [event.target.name]: event.target.value });
  const save = (event) => {
    event.preventDefault();
    panel.correct([{ field: part, value: values }]);
  };
  return (
    <form className="es-form es-form-entry" onSubmit={save} onChange={set} aria-label={`Add to ${title}`}>
      {panel.forms[part].map((one, index) => (
        <label key={one.name} className={one.long ? 'es-form-long' : ''}>
          <span>{one.label}</span>
          {one.long ? <textarea name={one.name} rows={3} /> : <input name={one.name} autoFocus={!index} placeholder={one.date ? '2021-03' : ''} />}
        </label>
      ))}
      <Ends action="Add" />
    </form>
  );
}

function Part({ part }) {
  const panel = useContext(Panel);
  const tags = part.key === 'skills' || part.key === 'languages';
  return (
    <section className="es-part">
      <h4>
        {part.title}
        {panel.mayCorrect ? <button type="button" className="es-pen" aria-label={`Add to ${part.title}`} onClick={() => panel.edit(part.key)}><Plus size={14} aria-hidden="true" /></button> : null}
      </h4>
      {panel.editing === part.key ? <Add part={part.key} title={part.title} /> : null}
      <ul className={tags ? 'es-tags' : `es-entries es-entries-${part.key}`}>
        {part.entries.map((entry) => (tags ? <Tag key={entry.path} entry={entry} /> : <Entry key={entry.path} entry={entry} />))}
      </ul>
    </section>
  );
}

function Personal({ rows }) {
  const facts = rows.filter((row) => !['Name', 'Title', 'Summary'].includes(row.label));
  return (
    <>
      <dl className="es-personal">{facts.map((row) => <div key={row.path}><dt>{row.label}</dt><dd><Value field={row} /></dd></div>)}</dl>
      <Long field={rows.find((row) => row.label === 'Summary')} />
    </>
  );
}

function Warnings({ warnings }) {
  if (!warnings.length) return null;
  return (
    <ul className="es-warnings">
      {warnings.map((one, index) => (
        <li key={index}>
          {one.words ? <EyeOff size={15} aria-hidden="true" /> : <AlertTriangle size={15} aria-hidden="true" />}
          <div>
            <strong>{one.title}</strong> <p>{one.message}{one.page ? ` Page ${one.page}.` : ''}</p>
            {one.words ? <blockquote>{one.words}</blockquote> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Missing() {
  const panel = useContext(Panel);
  if (!panel.missing.length) return null;
  const open = panel.missing.find((one) => one.path === panel.editing);
  return (
    <section className="es-part es-missing-part">
      <h4>Not stated</h4>
      <Chips fields={panel.missing} />
      {open && open.path.includes('/') ? <Edit field={{ ...open, value: '' }} /> : null}
      {open && !open.path.includes('/') ? <Add part={open.path} title={open.label} /> : null}
    </section>
  );
}

function said(one) {
  if (one.kind !== 'changed') return one.kind;
  const words = (value) => (value ? `“${value}”` : 'not stated');
  return one.fields.map((field) => `${words(field.old)} → ${words(field.new)}`).join(', ');
}

function History() {
  const panel = useContext(Panel);
  if (!panel.corrections.length) return null;
  return (
    <section className="es-part es-history">
      <h4>Corrections</h4>
      <ul>
        {panel.corrections.map((one) => (
          <li key={one.id} className={one.undone ? 'es-undone' : ''}>
            <div>
              <strong>{one.label}</strong> {said(one)}
              <p className="es-quiet">by {one.author}, {one.at}{one.undone ? `, undone ${one.undone}` : one.fits ? '' : ' · no longer fits what was read'}</p>
            </div>
            {one.undone ? null : <Undo correction={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

// What the panel shows of the entry (or of the person's value) that a change is about, by field. Entries move when
// others are added or the file is read again: the server then refuses the change instead of making it elsewhere.
function seen(data, path) {
  const [part, place] = path.split('/');
  const told = (fields) => Object.fromEntries(fields.filter(Boolean).map((one) => [one.path.split('/').pop(), one.exact ?? one.value ?? null]));
  if (part === 'personal_info') return told([data.personal.find((row) => row.path === path) || { path }]);
  const entry = data.parts.find((one) => one.key === part)?.entries.find((one) => one.path === `${part}/${place}`);
  return entry ? told([entry.heading, entry.text, ...entry.fields, ...entry.dates, ...entry.missing]) : null;
}

// What the panel can do, and what it shows just now. `data` is replaced by what each action answers.
function usePanel() {
  const [data, setData] = useState(props);
  const [active, setActive] = useState(props.open?.path || null);
  const [editing, setEditing] = useState(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const [looks, setLooks] = useState(0);
  const look = async () => {
    const answer = await callAction({ name: 'look_again', payload: { cvId: props.cvId } }).catch(() => null);
    if (answer?.response?.panel) take(answer.response.panel);
    setLooks(looks + 1); // whatever came, it is looked at again for as long as the file is being read
  };
  const take = (panel) => { setData(panel); tell('es:panel', { cvId: props.cvId, panel }); };
  const act = async (name, payload) => {
    setBusy(true);
    const answer = await callAction({ name, payload: { cvId: props.cvId, ...payload } }).catch(() => null);
    const response = answer?.response;
    setBusy(false);
    setProblem(response?.ok ? null : response?.sentence || FAILED);
    if (!response?.panel) return;
    setEditing(null);
    take(response.panel);
  };
  const edit = (path) => { setProblem(null); setEditing(path); };
  useEffect(() => {
    if (!data.reading) return undefined;
    const timer = setTimeout(look, 1500);
    return () => clearTimeout(timer);
  }, [data.reading, looks]);
  return {
    ...data, mayCorrect: data.beside && data.mayCorrect && !data.reading, active, setActive, editing, edit, busy, problem,
    select: (path) => (data.beside ? tell('es:select', { cvId: props.cvId, path }) : show(path)),
    peek: (path) => data.beside && tell('es:peek', { cvId: props.cvId, path }),
    correct: (changes) => act('correct_field', { changes: changes.map((one) => ({ ...one, old: seen(data, one.field) })) }),
    undo: (correction) => act('undo_correction', { correction }),
    readAgain: () => act('read_again', {})
  };
}

// The value whose mark was chosen on the page comes into view, and values answer to the arrow keys.
function useKeys(box, panel) {
  useEffect(() => {
    const selected = ({ detail }) => {
      if (!panel.beside || detail.cvId !== props.cvId) return;
      panel.setActive(detail.path || null);
      box.current?.querySelector(`[data-path="${detail.path}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('es:select', selected);
    return () => window.removeEventListener('es:select', selected);
  }, []);
  return (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.classList.contains('es-value')) return;
    event.preventDefault();
    const values = [...box.current.querySelectorAll('.es-value')];
    values[values.indexOf(event.target) + step]?.focus();
  };
}

export default function Profile() {
  const panel = usePanel();
  const box = useRef(null);
  const keys = useKeys(box, panel);
  const [name, title] = ['Name', 'Title'].map((label) => panel.personal.find((row) => row.label === label));
  return (
    <Panel.Provider value={panel}>
      <section ref={box} onKeyDown={keys} className={panel.beside ? 'es-profile es-profile-beside' : 'es-card es-profile'} aria-label={`Profile: ${panel.name}`}>
        <header>
          <div className="es-who">
            <h3>{name ? <Value field={name} /> : panel.name}</h3>
            {title ? <p className="es-below"><Value field={title} /></p> : null}
            <p className="es-marks">{panel.sample ? <span className="es-mark">Sample</span> : null}{panel.needsReview ? <span className="es-mark es-mark-warn">Needs review</span> : null}</p>
          </div>
          <span className="es-actions">
            {panel.beside && panel.mayReadAgain ? (
              <button type="button" className="es-button" disabled={panel.busy || Boolean(panel.reading)} onClick={panel.readAgain}>
                <RefreshCw size={14} aria-hidden="true" className={panel.reading ? 'es-turning' : ''} /> {panel.reading || 'Read again'}
              </button>
            ) : null}
            <a className="es-button" href={panel.original} download><Download size={14} aria-hidden="true" /> Original</a>
          </span>
        </header>
        {panel.problem && !panel.editing ? <p className="es-warn" role="alert">{panel.problem}</p> : null}
        {panel.beside ? <Warnings warnings={panel.warnings} /> : null}
        {panel.readable ? <Personal rows={panel.personal} /> : <p className="es-empty">{panel.sentence}</p>}
        {panel.parts.map((part) => <Part key={part.key} part={part} />)}
        {panel.beside ? <><Missing /><History /></> : null}
        {!panel.beside && panel.notStated.length ? <footer className="es-quiet">Not stated: {panel.notStated.join(', ')}.</footer> : null}
      </section>
    </Panel.Provider>
  );
}
