import { AlertTriangle, FileText, PenLine } from 'lucide-react';
import { HoverCard, HoverCardContent, HoverCardTrigger } from '@/components/ui/hover-card';

// All seven parts of a profile, each value with the words it was read from. Props: ui/card_profile.py.

function Value({ field }) {
  if (!field) return null;
  const mark = field.unsure ? (
    <AlertTriangle size={12} className="es-unsure-icon" aria-label="unsure" />
  ) : field.human ? (
    <PenLine size={12} className="es-human-icon" aria-label="corrected by a person" />
  ) : null;
  if (!field.quote) {
    return (
      <span>
        {field.value}
        {mark}
      </span>
    );
  }
  return (
    <HoverCard openDelay={150} closeDelay={80}>
      <HoverCardTrigger asChild>
        <span tabIndex={0} className={`es-quoted ${field.unsure ? 'es-unsure' : ''}`}>
          {field.value}
          {mark}
        </span>
      </HoverCardTrigger>
      <HoverCardContent className="es-evidence" align="start">
        <q>{field.quote}</q>
        <p className="es-quiet">
          page {field.page}
          {field.unsure ? ' · read with doubt' : ''}
          {field.human ? ' · corrected by a person' : ''}
        </p>
      </HoverCardContent>
    </HoverCard>
  );
}

// A longer passage is its own quote: it says on which page it stands, and opens nothing.
function Text({ field }) {
  if (!field) return null;
  return (
    <p className={field.unsure ? 'es-text es-unsure-text' : 'es-text'}>
      {field.value} {field.page ? <span className="es-quiet">p. {field.page}</span> : null}
    </p>
  );
}

function Entry({ entry }) {
  return (
    <li className="es-entry">
      <div className="es-entry-head">
        <h5>{entry.heading ? <Value field={entry.heading} /> : <span className="es-quiet">not stated</span>}</h5>
        {entry.period ? (
          <span className="es-period">
            <Value field={entry.period} />
            {entry.duration ? <span className="es-quiet"> {entry.duration}</span> : null}
          </span>
        ) : null}
      </div>
      {entry.fields.length ? (
        <p className="es-below">
          {entry.fields.map((field, index) => (
            <span key={index}>
              {index ? ' · ' : ''}
              <Value field={field} />
            </span>
          ))}
        </p>
      ) : null}
      <Text field={entry.text} />
    </li>
  );
}

function Part({ part }) {
  if (part.key === 'skills' || part.key === 'languages') {
    return (
      <section className="es-part">
        <h4>{part.title}</h4>
        <ul className="es-tags">
          {part.entries.map((entry, index) => (
            <li key={index}>
              <Value field={entry.heading} />
              {entry.fields.length ? <span className="es-quiet"> {entry.fields[0].value}</span> : null}
            </li>
          ))}
        </ul>
      </section>
    );
  }
  return (
    <section className="es-part">
      <h4>{part.title}</h4>
      <ul className="es-entries">
        {part.entries.map((entry, index) => (
          <Entry key={index} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Personal() {
  const rows = props.personal.filter((row) => row.label !== 'Name' && row.label !== 'Summary');
  const summary = props.personal.find((row) => row.label === 'Summary');
  return (
    <>
      {rows.length ? (
        <dl className="es-personal">
          {rows.map((row) => (
            <div key={row.label}>
              <dt>{row.label}</dt>
              <dd>
                <Value field={row} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Text field={summary} />
    </>
  );
}

export default function Profile() {
  const name = props.personal.find((row) => row.label === 'Name');
  return (
    <section className={props.beside ? 'es-profile' : 'es-card es-profile'} aria-label={`Profile: ${props.name}`}>
      <header>
        <h3>
          {name ? <Value field={name} /> : props.name} {props.sample ? <span className="es-mark">Sample</span> : null}
          {props.needsReview ? <span className="es-mark es-mark-warn">Needs review</span> : null}
        </h3>
        <a className="es-button" href={props.original} download>
          <FileText size={14} aria-hidden="true" /> Original
        </a>
      </header>
      {props.readable ? <Personal /> : <p className="es-empty">{props.sentence}</p>}
      {props.parts.map((part) => (
        <Part key={part.key} part={part} />
      ))}
      {props.readable ? (
        <footer>
          <p className="es-quiet">
            Underlined words open the quote they were read from.
            {props.notStated.length ? ` Not stated: ${props.notStated.join(', ')}.` : ''}
          </p>
        </footer>
      ) : null}
    </section>
  );
}
