import {
  AlertTriangle,
  CheckCircle2,
  ChevronRight,
  CircleSlash,
  FileArchive,
  FileText,
  LoaderCircle,
  Undo2,
  UserRound,
  XCircle
} from 'lucide-react';
import { useState } from 'react';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle
} from '@/components/ui/dialog';

// Dropped files and where each one stands. Its props come from ui/card_uploads.py and change while it is read.

const WORDS = { waiting: 'Waiting', reading: 'Reading', extracting: 'Extracting', done: 'Done' };
const ENDS = { done: CheckCircle2, refused: XCircle, failed: XCircle, withdrawn: CircleSlash, opened: FileArchive };
const FEW = 5; // files that are listed open; more are counted, with the list folded below

function Progress({ file }) {
  const at = file.stages.indexOf(file.state);
  return (
    <ol className="es-stages" aria-label={`${file.filename}: ${WORDS[file.state]}`}>
      {file.stages.map((stage, index) => (
        <li key={stage} className={index < at ? 'es-past' : index === at ? 'es-now' : ''}>
          {WORDS[stage]}
        </li>
      ))}
    </ol>
  );
}

function Listed({ label, names }) {
  if (!names.length) return null;
  return (
    <div className="es-listed">
      <dt>{label}</dt>
      <dd>{names.join(', ')}</dd>
    </div>
  );
}

function Read({ file }) {
  const read = file.read;
  const below = [read.title, read.place].filter(Boolean).join(' · ');
  const facts = [...read.counts, read.years].filter(Boolean).join(' · ');
  return (
    <div className="es-read">
      <h4>{read.name}</h4>
      {below ? <p className="es-below">{below}</p> : null}
      {facts ? <p className="es-facts">{facts}</p> : null}
      <dl>
        <Listed label="Unsure" names={read.unsure} />
        <Listed label="Not stated" names={read.notStated} />
      </dl>
    </div>
  );
}

function Withdraw({ file, onDone }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    setBusy(true);
    const answer = await callAction({ name: 'withdraw_cv', payload: { cvId: file.cvId } }).catch(() => null);
    setBusy(false);
    setAsking(false);
    onDone(answer?.response || { ok: false, sentence: 'This did not work. Please try again.' });
  };
  return (
    <>
      <button type="button" className="es-button" onClick={() => setAsking(true)}>
        <Undo2 size={14} aria-hidden="true" /> Withdraw
      </button>
      <Dialog open={asking} onOpenChange={setAsking}>
        <DialogContent className="es-dialog">
          <DialogHeader>
            <DialogTitle>Withdraw {file.filename}?</DialogTitle>
            <DialogDescription>
              The CV is taken out of the search. If nobody else handed in the same file, it is erased, with
              everything that was read in it and quoted from it. This cannot be undone.
            </DialogDescription>
          </DialogHeader>
          <DialogFooter>
            <button type="button" className="es-button" onClick={() => setAsking(false)}>
              Keep it
            </button>
            <button type="button" className="es-button es-button-danger" disabled={busy} onClick={withdraw}>
              Withdraw
            </button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}

function Actions({ file, onDone }) {
  return (
    <span className="es-actions">
      {file.read ? (
        <button type="button" className="es-button" onClick={() => callAction({ name: 'show_profile', payload: { cvId: file.cvId } })}>
          <UserRound size={14} aria-hidden="true" /> Show what was read
        </button>
      ) : null}
      <a className="es-button" href={file.original} download>
        <FileText size={14} aria-hidden="true" /> Original
      </a>
      <Withdraw file={file} onDone={onDone} />
    </span>
  );
}

const iconOf = (file, running) => (running ? LoaderCircle : file.needsReview ? AlertTriangle : ENDS[file.state]);
const kindOf = (file, running) => (file.needsReview ? 'review' : running ? 'running' : file.state);
const needsYou = (file) => file.needsReview || file.state === 'refused' || file.state === 'failed';

function Body({ file, running, outcome, onDone }) {
  return (
    <>
      {running ? <Progress file={file} /> : <p className="es-file-sentence">{file.sentence}</p>}
      {file.read ? <Read file={file} /> : null}
      {outcome && !outcome.ok ? <p className="es-file-sentence es-warn">{outcome.sentence}</p> : null}
      {file.cvId && file.state !== 'withdrawn' && !running ? <Actions file={file} onDone={onDone} /> : null}
    </>
  );
}

function File({ file: given, compact }) {
  const [outcome, setOutcome] = useState(null);
  const [open, setOpen] = useState(false);
  const file = outcome?.ok ? { ...given, state: 'withdrawn', sentence: outcome.sentence, read: null } : given;
  const running = !ENDS[file.state];
  const Icon = iconOf(file, running);
  const icon = <Icon size={compact ? 16 : 18} aria-hidden="true" className={running ? 'es-turning' : ''} />;
  const body = <Body file={file} running={running} outcome={outcome} onDone={setOutcome} />;
  if (!compact) {
    return (
      <li className={`es-file es-file-${kindOf(file, running)}`}>
        <span className="es-file-icon">{icon}</span>
        <div className="es-file-body">
          <div className="es-file-name">
            <span>{file.filename}</span>
            {file.sample ? <span className="es-mark">Sample</span> : null}
          </div>
          {body}
        </div>
      </li>
    );
  }
  const short = running ? WORDS[file.state] : file.read && !file.needsReview ? file.read.name : file.sentence;
  return (
    <li className={`es-row es-file-${kindOf(file, running)}`}>
      <button type="button" className="es-row-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="es-file-icon">{icon}</span>
        <span className="es-row-name">{file.filename}</span>
        <span className="es-row-word">{short}</span>
        <ChevronRight size={14} aria-hidden="true" className={open ? 'es-fold es-fold-open' : 'es-fold'} />
      </button>
      {open ? <div className="es-row-body">{body}</div> : null}
    </li>
  );
}

function words(summary) {
  const said = [];
  if (summary.read || !summary.need) said.push(`${summary.read} read`);
  if (summary.need) said.push(`${summary.need} ${summary.need === 1 ? 'needs' : 'need'} you`);
  return said.join(', ');
}

function Many({ files, summary }) {
  const [open, setOpen] = useState(false);
  const share = summary.total ? (100 * summary.finished) / summary.total : 100;
  const sorted = [...files.filter(needsYou), ...files.filter((file) => !needsYou(file))];
  return (
    <>
      {summary.finished < summary.total ? (
        <div
          className="es-bar"
          role="progressbar"
          aria-label="Files finished"
          aria-valuemin={0}
          aria-valuemax={summary.total}
          aria-valuenow={summary.finished}
        >
          <span style={{ width: `${share}%` }} />
        </div>
      ) : null}
      <button type="button" className="es-fold-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={16} aria-hidden="true" className={open ? 'es-fold es-fold-open' : 'es-fold'} />
        {open ? 'Hide the files' : `Show the ${files.length} files`}
      </button>
      {open ? (
        <ul className="es-files es-files-many">
          {sorted.map((file) => (
            <File key={file.id} file={file} compact />
          ))}
        </ul>
      ) : null}
    </>
  );
}

export default function UploadList() {
  const { files, summary } = props;
  if (!files.length) return <p className="es-card es-empty">The files dropped here were withdrawn.</p>;
  const many = files.length > FEW;
  const count = summary.total === 1 ? '1 file' : `${summary.total} files`;
  const open = summary.total - summary.finished;
  const title = open ? `${count}, ${summary.finished} finished` : many ? words(summary) : count;
  const filed = files.some((file) => file.cvId && file.state !== 'withdrawn');
  return (
    <section className="es-card es-uploads" aria-label={count}>
      <header>
        <h3 aria-live="polite">{title}</h3>
        {open && many && summary.finished ? <p className="es-quiet">So far {words(summary)}.</p> : null}
        {filed ? <p className="es-quiet">{props.whoSees}</p> : null}
      </header>
      {many ? (
        <Many files={files} summary={summary} />
      ) : (
        <ul className="es-files">
          {files.map((file) => (
            <File key={file.id} file={file} />
          ))}
        </ul>
      )}
    </section>
  );
}
