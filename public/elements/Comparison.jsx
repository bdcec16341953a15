import { Check, Contrast, FileText, Minus, UserRound, X } from 'lucide-react';

// People side by side, a row for each wish. Props: ui/card_results.py.

const ICONS = { met: Check, partly: Contrast, not_shown: Minus, contradicted: X };

function Cell({ verdict }) {
  if (!verdict) return <td className="es-quiet">not asked</td>;
  const Icon = ICONS[verdict.verdict];
  return (
    <td className={`es-${verdict.verdict}`}>
      <span className="es-cell-word">
        <span className="es-verdict-icon">
          <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
        </span>
        {verdict.label}
      </span>
      {verdict.quote ? <q>{verdict.quote}</q> : null}
      <span className="es-quiet">
        {[verdict.quote && verdict.page ? `p. ${verdict.page}` : null, verdict.note].filter(Boolean).join(' · ')}
      </span>
    </td>
  );
}

function Head({ person }) {
  return (
    <th scope="col">
      <span className="es-cell-name">{person.name}</span>
      {person.sample ? <span className="es-mark">Sample</span> : null}
      <span className="es-below">{[person.title, person.place].filter(Boolean).join(' · ')}</span>
      <span className="es-actions">
        <button type="button" className="es-button" onClick={() => callAction({ name: 'show_profile', payload: { cvId: person.cvId } })}>
          <UserRound size={14} aria-hidden="true" /> Profile
        </button>
        <a className="es-button" href={person.original} download>
          <FileText size={14} aria-hidden="true" /> Original
        </a>
      </span>
    </th>
  );
}

export default function Comparison() {
  return (
    <section className="es-card es-comparison" aria-label="Comparison">
      <div className="es-scroll" tabIndex={0} role="region" aria-label="Comparison, scrolls sideways">
        <table>
          <thead>
            <tr>
              <td />
              {props.people.map((person) => (
                <Head key={person.cvId} person={person} />
              ))}
            </tr>
          </thead>
          <tbody>
            {props.criteria.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.text}
                  <span className="es-quiet">{one.label}</span>
                </th>
                {props.people.map((person) => (
                  <Cell key={person.cvId} verdict={person.verdicts.find((verdict) => verdict.criterion === one.id)} />
                ))}
              </tr>
            ))}
            <tr className="es-scores">
              <th scope="row">Score</th>
              {props.people.map((person) => (
                <td key={person.cvId}>
                  <span className="es-cell-score">{person.score}</span> <span className="es-quiet">of 100</span>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
