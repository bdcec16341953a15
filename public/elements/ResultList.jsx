import { Check, ChevronRight, Contrast, FileText, Minus, UserRound, X } from 'lucide-react';
import { useState } from 'react';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';

// The ranked people of a search. Its props come from ui/card_results.py.

const FIRST = 10;
const MOST_COMPARED = 5;
const ICONS = { met: Check, partly: Contrast, not_shown: Minus, contradicted: X };

// A quote opens the profile's panel at its words; a panel that is open already (Pages.jsx) takes it up itself.
function openAt(cvId, { quote, page }) {
  const detail = { cvId, quote, page };
  const nobody = window.dispatchEvent(new CustomEvent('es:open', { detail, cancelable: true }));
  if (nobody) callAction({ name: 'show_profile', payload: detail });
}

function Verdict({ cvId, verdict }) {
  const Icon = ICONS[verdict.verdict];
  return (
    <li className={`es-verdict es-${verdict.verdict}`}>
      <span className="es-verdict-icon" title={verdict.label}>
        <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
        <span className="sr-only">{verdict.label}:</span>
      </span>
      <span className="es-verdict-wish">{verdict.text}</span>
      <span className="es-verdict-proof">
        {verdict.quote ? (
          <button type="button" className="es-quote" title="Show these words in the CV" onClick={() => openAt(cvId, verdict)}>
            <q>{verdict.quote}</q>
          </button>
        ) : (
          <span className="es-quiet">{verdict.verdict === 'not_shown' ? 'not shown in the CV' : verdict.label.toLowerCase()}</span>
        )}
        {verdict.quote && verdict.page ? <span className="es-page">p. {verdict.page}</span> : null}
        {verdict.note ? <span className="es-note">{verdict.note}</span> : null}
      </span>
    </li>
  );
}

function Score({ person }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <button type="button" className="es-score" aria-label={`Score ${person.score} of 100, show how it came about`}>
          {person.score}
        </button>
      </PopoverTrigger>
      <PopoverContent align="end" className="es-sum">
        <p className="es-sum-title">How {person.score} of 100 came about</p>
        <ul>
          {person.sum.lines.map((line, index) => (
            <li key={index}>
              <span>{line.text}</span>
              <span className="es-sum-how">{line.how}</span>
              <span className="es-sum-points">{line.points}</span>
            </li>
          ))}
        </ul>
        <p className="es-sum-total">{person.sum.total}</p>
        <p className="es-quiet">Equal scores are ordered by how closely the CV's words match.</p>
      </PopoverContent>
    </Popover>
  );
}

function Marks({ person }) {
  return (
    <>
      {person.sample ? <span className="es-mark">Sample</span> : null}
      {person.needsReview ? (
        <span className="es-mark es-mark-warn" title="Some parts of this CV were read with doubt">
          Needs review
        </span>
      ) : null}
    </>
  );
}

function Choice({ person, chosen, onChoose }) {
  const full = chosen.length >= MOST_COMPARED && !chosen.includes(person.cvId);
  return (
    <label className="es-choice">
      <input type="checkbox" checked={chosen.includes(person.cvId)} disabled={full} onChange={() => onChoose(person.cvId)} />
      Compare
    </label>
  );
}

function Person({ person, rank, chosen, onChoose }) {
  const below = [person.title, person.place].filter(Boolean).join(' · ');
  return (
    <li className="es-person">
      <div className="es-person-head">
        {rank ? <span className="es-rank" aria-hidden="true">{rank}</span> : null}
        <div className="es-person-who">
          <h4>
            {person.name} <Marks person={person} />
          </h4>
          {below ? <p className="es-below">{below}</p> : null}
        </div>
        <div className="es-person-score">
          <Score person={person} />
          {person.requiredTotal ? (
            <span className="es-quiet">
              {person.requiredMet} of {person.requiredTotal} required
            </span>
          ) : null}
        </div>
      </div>
      {person.missing ? <p className="es-missing">Missing: {person.missing}</p> : null}
      <ul className="es-verdicts">
        {person.verdicts.map((verdict) => (
          <Verdict key={verdict.criterion} cvId={person.cvId} verdict={verdict} />
        ))}
      </ul>
      <div className="es-person-foot">
        <span className="es-quiet">{person.age}</span>
        <span className="es-actions">
          {chosen ? <Choice person={person} chosen={chosen} onChoose={onChoose} /> : null}
          <button type="button" className="es-button" onClick={() => callAction({ name: 'show_profile', payload: { cvId: person.cvId } })}>
            <UserRound size={14} aria-hidden="true" /> Profile
          </button>
          <a className="es-button" href={person.original} download>
            <FileText size={14} aria-hidden="true" /> Original
          </a>
        </span>
      </div>
    </li>
  );
}

function Understood() {
  if (!props.criteria.length) return null;
  return (
    <div className="es-understood">
      <span className="es-quiet">Understood as</span>
      <ul>
        {props.criteria.map((one) => (
          <li key={one.id} className={`es-chip es-chip-${one.importance}`}>
            {one.text} <span>{one.label}</span>
          </li>
        ))}
      </ul>
      {props.ignored.length ? <span className="es-quiet">Not used: {props.ignored.join(', ')}</span> : null}
    </div>
  );
}

function Folded({ title, children }) {
  return (
    <details className="es-folded">
      <summary>
        <ChevronRight size={14} aria-hidden="true" /> {title}
      </summary>
      {children}
    </details>
  );
}

function Relaxations() {
  if (!props.relaxations.length) return null;
  return (
    <p className="es-relaxations">
      {props.relaxations.map((one, index) => (
        <span key={index}>
          without <em>{one.without}</em> <strong>{one.more} more</strong>
        </span>
      ))}
    </p>
  );
}

function Compare({ people, onDone }) {
  const names = people.map((person) => person.name);
  const listed = `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
  const ask = () => {
    sendUserMessage(`Compare ${listed}`);
    onDone();
  };
  return (
    <button type="button" className="es-more" onClick={ask}>
      Compare {listed}
    </button>
  );
}

export default function ResultList() {
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState([]);
  const choose = (cvId) =>
    setChosen((now) => (now.includes(cvId) ? now.filter((one) => one !== cvId) : [...now, cvId]));
  const named = props.people.filter((person) => chosen.includes(person.cvId));
  const shown = all ? props.people : props.people.slice(0, FIRST);
  const hidden = props.people.length - shown.length;
  const near = props.nearMisses.length;
  return (
    <section className="es-card es-results" aria-label={props.sentence}>
      <header>
        <h3>{props.sentence}</h3>
        <Understood />
      </header>
      {shown.length ? (
        <ol className="es-people">
          {shown.map((person, index) => (
            <Person
              key={person.cvId}
              person={person}
              rank={index + 1}
              chosen={props.people.length > 1 ? chosen : null}
              onChoose={choose}
            />
          ))}
        </ol>
      ) : (
        <p className="es-empty">Nobody meets every required wish.</p>
      )}
      {hidden > 0 ? (
        <button type="button" className="es-more" onClick={() => setAll(true)}>
          Show {hidden} more
        </button>
      ) : null}
      {named.length > 1 ? <Compare people={named} onDone={() => setChosen([])} /> : null}
      <Relaxations />
      {near ? (
        <Folded title={near === 1 ? '1 person misses by one wish' : `${near} people miss by one wish`}>
          <ol className="es-people">
            {props.nearMisses.map((person) => (
              <Person key={person.cvId} person={person} />
            ))}
          </ol>
        </Folded>
      ) : null}
    </section>
  );
}
