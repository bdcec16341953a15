import { FileText, Link2, Unlink, Users } from 'lucide-react';
import { useState } from 'react';

// CVs that look like one person's: why, what differs, and joining or parting them. Props: ui/card_person.py.

const SIGNS = { added: '+', removed: '−', changed: '≠' };
// What buttons have changed since the card was sent: the chat draws its cards anew with every message.
const changed = (window.esSamePerson = window.esSamePerson || {});
const FAILED = { ok: false, sentence: 'This did not work. Please try again.' };

function Side({ value, missing }) {
  return value ? <span>{value}</span> : <span className="es-quiet">{missing}</span>;
}

function Changes({ changes, open }) {
  if (!changes.rows.length) return <p className="es-quiet">Both say the same.</p>;
  return (
    <details className="es-changes" open={open}>
      <summary>What changed: {changes.summary}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Older</th>
            <th scope="col">Newer</th>
          </tr>
        </thead>
        <tbody>
          {changes.rows.map((row, index) => (
            <tr key={index} className={`es-change-${row.kind}`}>
              <th scope="row">
                <span className="es-sign" role="img" aria-label={row.kind}>
                  {SIGNS[row.kind]}
                </span>
                {row.what}
                {row.detail ? <span className="es-quiet">{row.detail}</span> : null}
              </th>
              <td data-side="Older">
                <Side value={row.before} missing="not there" />
              </td>
              <td data-side="Newer">
                <Side value={row.after} missing="not there" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.more ? <p className="es-quiet">and {changes.more} more</p> : null}
    </details>
  );
}

function Version({ cv, word }) {
  return (
    <li>
      <span className="es-version-word">{word}</span>
      <span className="es-version-name">
        {cv.name}
        {cv.sample ? <span className="es-mark">Sample</span> : null}
        <span className="es-quiet">
          {cv.filename}, up to {cv.year}, handed in {cv.handedIn}
        </span>
      </span>
      <a className="es-button" href={cv.original} download aria-label={`Original of ${cv.filename}`}>
        <FileText size={14} aria-hidden="true" />
      </a>
    </li>
  );
}

function headline(pair) {
  if (pair.state === 'joined') return `${pair.newer.name}: these CVs are versions of one person`;
  if (pair.state === 'dismissed') return 'Not the same: they stay two people';
  const [own, other] = pair.uploaded === 'older' ? [pair.older, pair.newer] : [pair.newer, pair.older];
  if (pair.uploaded) return `${own.filename} looks like the same person as ${other.name}`;
  return own.name === other.name ? `${own.name}, twice` : `${own.name} and ${other.name}`;
}

function Buttons({ pair, busy, run }) {
  const suggestionId = pair.id;
  if (pair.state === 'joined') {
    return (
      <button type="button" className="es-button" disabled={busy} onClick={() => run('undo_join', { suggestionId, joinId: pair.joinId })}>
        <Unlink size={14} aria-hidden="true" /> Undo
      </button>
    );
  }
  const label = { newer: 'Join as a newer version', older: 'Join as an older version' }[pair.uploaded] || 'Join as versions';
  return (
    <>
      <button type="button" className="es-button es-button-main" disabled={busy} onClick={() => run('join_same_person', { suggestionId })}>
        <Link2 size={14} aria-hidden="true" /> {pair.state === 'dismissed' ? 'Join after all' : label}
      </button>
      {pair.state === 'suggested' ? (
        <button type="button" className="es-button" disabled={busy} onClick={() => run('keep_apart', { suggestionId })}>
          Not the same
        </button>
      ) : null}
    </>
  );
}

function Pair({ pair, onChange }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const run = async (name, payload) => {
    setBusy(true);
    const answer = await callAction({ name, payload }).catch(() => null);
    const outcome = answer?.response || FAILED;
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.sentence);
    if (outcome.ok) onChange(outcome.pair);
  };
  return (
    <li className={`es-pair es-pair-${pair.state}`}>
      <h4 aria-live="polite">{headline(pair)}</h4>
      <p className={pair.weak ? 'es-because es-doubt' : 'es-because'}>
        {pair.sentence[0].toUpperCase() + pair.sentence.slice(1)}.
      </p>
      <ul className="es-versions">
        <Version cv={pair.newer} word={pair.state === 'joined' && pair.newer.current ? 'current' : 'newer'} />
        <Version cv={pair.older} word={pair.state === 'joined' && pair.older.current ? 'current' : 'older'} />
      </ul>
      <Changes key={pair.state} changes={pair.changes} open={pair.state === 'joined'} />
      {problem ? <p className="es-warn">{problem}</p> : null}
      <span className="es-actions">
        <Buttons pair={pair} busy={busy} run={run} />
      </span>
    </li>
  );
}

export default function SamePerson() {
  const [, redraw] = useState(0);
  const pairs = props.pairs.map((pair) => {
    const later = changed[pair.id];
    return later && later.at > pair.at ? { ...later, uploaded: pair.uploaded } : pair;
  });
  const keep = (pair) => {
    changed[pair.id] = pair;
    redraw((count) => count + 1);
  };
  const open = pairs.filter((pair) => pair.state === 'suggested').length;
  if (!pairs.length) return <p className="es-card es-empty">No CVs look like the same person's.</p>;
  return (
    <section className="es-card es-same-person" aria-label="The same person?">
      <header>
        <h3>
          <Users size={16} aria-hidden="true" /> {open ? 'The same person?' : 'One person, several CVs'}
        </h3>
        <p className="es-quiet">
          Joined, they count as one person, found by the newer CV. Nothing is joined on its own, and each join can be
          undone.
        </p>
      </header>
      <ul className="es-pairs">
        {pairs.map((pair) => (
          <Pair key={pair.id} pair={pair} onChange={keep} />
        ))}
      </ul>
      {props.more ? <p className="es-empty">and {props.more} more</p> : null}
    </section>
  );
}
