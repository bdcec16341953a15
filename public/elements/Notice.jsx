import { Info } from 'lucide-react';

// Stands where a card can no longer be shown.

export default function Notice() {
  return (
    <p className="es-notice">
      <Info size={15} aria-hidden="true" /> {props.sentence}
    </p>
  );
}
