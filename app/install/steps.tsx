import { installText as text } from "@/app/_text/public/install";
import { Field, Input, Select } from "@/app/_ui/form/field";

const { you, program } = text;
const MAX_NAME = 200;

type YouProps = {
  currencies: readonly string[];
  timeZones: readonly string[];
  currency: string;
  timeZone: string;
  onCurrency(currency: string): void;
  onTimeZone(timeZone: string): void;
  /** Only what is shown can be asked for: a browser does not send a form whose hidden fields it finds empty. */
  required: boolean;
};

/** Who owns the installation, and the brand. */
export function YouStep(props: YouProps) {
  const { currencies, timeZones, currency, timeZone, onCurrency, onTimeZone, required } = props;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <p className="text-ink-soft sm:col-span-2">{you.lead}</p>
      <Field label={you.name}>
        <Input name="name" required={required} maxLength={MAX_NAME} autoComplete="name" />
      </Field>
      <Field label={you.email} hint={you.emailHint}>
        <Input name="email" type="email" required={required} maxLength={254} autoComplete="email" />
      </Field>
      <Field label={you.brand} className="sm:col-span-2">
        <Input name="brand" required={required} maxLength={MAX_NAME} autoComplete="organization" />
      </Field>
      <Field label={you.currency}>
        <Select name="currency" value={currency} onChange={(event) => onCurrency(event.target.value)}>
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </Field>
      <Field label={you.timeZone}>
        <Select name="timeZone" value={timeZone} onChange={(event) => onTimeZone(event.target.value)}>
          {[...new Set(["UTC", timeZone, ...timeZones])].map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** The first program, but for its terms. */
export function ProgramStep({ required }: { required: boolean }) {
  return (
    <div className="mb-6 grid gap-5 sm:grid-cols-2">
      <p className="text-ink-soft sm:col-span-2">{program.lead}</p>
      <Field label={program.name}>
        <Input
          name="program"
          required={required}
          maxLength={MAX_NAME}
          defaultValue={program.usual}
          autoComplete="off"
        />
      </Field>
      <Field label={program.destination} hint={program.destinationHint}>
        <Input
          name="destinationUrl"
          type="url"
          required={required}
          placeholder="https://"
          autoComplete="off"
        />
      </Field>
    </div>
  );
}
