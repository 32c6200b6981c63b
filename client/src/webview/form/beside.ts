/** Why: beside the facts an award may hang on the date, on what was paid before, and on values that are given in place of computed ones. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Fields, RawPayment } from '../../../../server/src/previewProtocol';
import { icon, iconButton } from '../icons';
import type { Store } from '../store';
import { problemText } from './field';
import { focusSoon } from './focus';
import type { Notices } from './notices';
import { datePicker } from './scalar';
import { sayForm } from './texts';
import { textField } from './typing';
import { withDay, withLet, withPaid } from './values';

export function dayView(store: Store, fields: Fields, { problems }: Notices): unknown {
  const { language, form } = store;
  const problem = problems.get('on');
  return guard([form.on, fields.firstDay, fields.effective, problem, language], () => {
    const label = sayForm('judged-on', language);
    const put = (on: string): void => store.edit(withDay(store.form, on === '' ? undefined : on));
    const limits = fields.effective === undefined ? '' : sayForm('in-force', language, { text: fields.effective });
    return html`<div class="field ${problem === undefined ? '' : 'is-invalid'}" id="form-on">
      <span class="field-head"><span class="field-label">${label}</span></span>
      <div class="control">${textField({
        value: form.on ?? '',
        label,
        placeholder: fields.firstDay ?? sayForm('unknown', language),
        problem,
        description: [sayForm('date-shape', language), limits].filter(Boolean).join('; '),
        typed: put,
      })}${datePicker(form.on ?? '', language, put)}${
        form.on === undefined
          ? nothing
          : iconButton('close', sayForm('remove-named', language, { label }), () => {
              put('');
              focusSoon('form-on');
            })
      }</div>
      <p class="hint">${limits}</p>
      ${problemText('form-on', problem)}
    </div>`;
  });
}

export function paidView(store: Store, { payable }: Fields, notices: Notices): TemplateResult | typeof nothing {
  const { language, form } = store;
  if (payable.length === 0 && form.paid.length === 0) return nothing;
  const add = (): void => {
    const [first] = payable;
    if (!first) return;
    const number = store.form.paid.length;
    store.edit(withPaid(store.form, [...store.form.paid, { clause: first.name, amount: '', on: '' }]));
    focusSoon(`form-paid-${number}`);
  };
  return html`<fieldset class="field paid" id="form-paid">
    <legend><span class="field-label">${sayForm('paid', language)}</span></legend>
    ${
      form.paid.length === 0
        ? html`<p class="hint">${sayForm('paid-none', language)}</p>`
        : html`<ol class="entries">${repeat(
            form.paid,
            (_, index) => index,
            (payment, index) => paymentView(store, payment, index, payable, notices),
          )}</ol>`
    }
    <button type="button" class="button add" @click=${add}>${icon('add')}${sayForm('paid-add', language)}</button>
  </fieldset>`;
}

function paymentView(store: Store, payment: RawPayment, index: number, payable: Fields['payable'], { problems }: Notices): unknown {
  const { language } = store;
  const id = `form-paid-${index}`;
  const found = (['clause', 'amount', 'on'] as const).map((key) => problems.get(`paid[${index}].${key}`));
  const whole = problems.get(`paid[${index}]`);
  return guard([payment, payable, language, whole, ...found], () => {
    const [ofClause, ofAmount, ofDay] = found;
    const number = { number: index + 1 };
    const put = (change: Partial<RawPayment>): void =>
      store.edit(
        withPaid(
          store.form,
          store.form.paid.map((one, n) => (n === index ? { ...one, ...change } : one)),
        ),
      );
    const remove = (): void => {
      store.replace(
        withPaid(
          store.form,
          store.form.paid.filter((_, n) => n !== index),
        ),
      );
      focusSoon('form-paid');
    };
    const label = (name: 'paid-clause' | 'paid-amount' | 'paid-on'): string =>
      `${sayForm('paid-number', language, number)}: ${sayForm(name, language)}`;
    const chosen = payable.find(({ name }) => name === payment.clause);
    const problem = [whole, ...found].filter(Boolean).join(' ');
    return html`<li class="entry payment" id=${id}>
      <select class="select" aria-label=${label('paid-clause')} aria-invalid=${ofClause === undefined ? 'false' : 'true'} @change=${(
        event: Event,
      ) => {
        const clause = payable[(event.currentTarget as HTMLSelectElement).selectedIndex]?.name;
        if (clause !== undefined) put({ clause });
      }}>
        ${payable.map(({ name, title }) => html`<option title=${name} .selected=${live(name === payment.clause)}>${title}</option>`)}
        ${chosen ? nothing : html`<option .selected=${live(true)}>${sayForm('not-a-choice', language, { value: payment.clause })}</option>`}
      </select>
      <div class="control">${textField({ value: payment.amount, label: label('paid-amount'), placeholder: sayForm('paid-amount', language), problem: ofAmount, description: chosen?.unit ?? '', inputMode: 'decimal', typed: (amount) => put({ amount }) })}<span class="unit" aria-hidden="true">${chosen?.unit ?? ''}</span></div>
      <div class="control">${textField({ value: payment.on, label: label('paid-on'), placeholder: sayForm('paid-on', language), problem: ofDay, description: sayForm('date-shape', language), typed: (on) => put({ on }) })}${datePicker(payment.on, language, (on) => put({ on }))}</div>
      ${iconButton('close', sayForm('remove-named', language, { label: sayForm('paid-number', language, number) }), remove)}
      ${problemText(id, problem === '' ? undefined : problem)}
    </li>`;
  });
}

export function letsView(store: Store, { problems }: Notices): TemplateResult | typeof nothing {
  const { language, form } = store;
  const given = Object.entries(form.lets);
  if (given.length === 0) return nothing;
  return html`<fieldset class="field lets" id="form-lets">
    <legend><span class="field-label">${sayForm('lets', language)}</span></legend>
    <ul class="entries">${repeat(
      given,
      ([name]) => name,
      ([name, value]) => {
        const problem = problems.get(`lets.${name}`);
        const remove = (): void => {
          store.replace(withLet(store.form, name, undefined));
          focusSoon('form-lets');
        };
        return html`<li class="entry let">
          <span class="field-label">${name}</span>
          <div class="control">${textField({ value, label: name, problem, typed: (text) => store.edit(withLet(store.form, name, text)) })}</div>
          ${iconButton('close', sayForm('remove-named', language, { label: name }), remove)}
          ${problemText(`form-lets-${name}`, problem)}
        </li>`;
      },
    )}</ul>
  </fieldset>`;
}
