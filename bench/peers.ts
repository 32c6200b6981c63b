/** Why: the same clause in the engines that people would otherwise take, each as its own documentation says to write it. */
import { ZenEngine } from '@gorules/zen-engine';
import { evaluate as feel } from 'feelin';
import { Engine as JsonRules } from 'json-rules-engine';
import Publicodes from 'publicodes';
import { type Applicant, euros } from './clause';

export interface Peer {
  readonly name: string;
  /** What the clause pays, in euros. */
  run(applicant: Applicant): number | Promise<number>;
}

const CAP = 3_000_000;

export function peers(): Peer[] {
  return [zen(), jsonRules(), publicodes(), feelin()];
}

function zen(): Peer {
  const node = (id: string, type: string, content: object) => ({ id, name: id, type, position: { x: 0, y: 0 }, content });
  const row = (id: string, test: string, award: string) => ({ _id: id, test, award });
  const decision = new ZenEngine().createDecision({
    nodes: [
      node('in', 'inputNode', {}),
      node('growth', 'expressionNode', {
        expressions: [
          { id: '1', key: 'growth', value: '(spent - before) / before' },
          { id: '2', key: 'before', value: 'before' },
        ],
      }),
      node('table', 'decisionTableNode', {
        hitPolicy: 'first',
        inputs: [{ id: 'test', name: 'growth', field: 'growth' }],
        outputs: [{ id: 'award', name: 'award', field: 'award' }],
        rules: [
          row('a', '> 0.2', `min([0.15 * before, ${CAP}])`),
          row('b', '> 0.15', `min([0.1 * before, ${CAP}])`),
          row('c', '> 0.1', `min([0.05 * before, ${CAP}])`),
          row('d', '', '0'),
        ],
      }),
      node('out', 'outputNode', {}),
    ],
    edges: [
      { id: '1', sourceId: 'in', targetId: 'growth', type: 'edge' },
      { id: '2', sourceId: 'growth', targetId: 'table', type: 'edge' },
      { id: '3', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  });
  return {
    name: 'zen-engine',
    async run({ spent, before }) {
      const { result } = await decision.evaluate({ spent: euros(spent), before: euros(before) });
      return Number((result as { award: number }).award);
    },
  };
}

function jsonRules(): Peer {
  const engine = new JsonRules();
  engine.addFact('growth', async (_, almanac) => {
    const spent = await almanac.factValue<number>('spent');
    const before = await almanac.factValue<number>('before');
    return (spent - before) / before;
  });
  const tiers = [
    { over: 0.1, to: 0.15, rate: 0.05 },
    { over: 0.15, to: 0.2, rate: 0.1 },
    { over: 0.2, to: undefined, rate: 0.15 },
  ];
  for (const { over, to, rate } of tiers) {
    engine.addRule({
      conditions: {
        all: [
          { fact: 'growth', operator: 'greaterThan', value: over },
          ...(to === undefined ? [] : [{ fact: 'growth', operator: 'lessThanInclusive', value: to }]),
        ],
      },
      event: { type: 'award', params: { rate } },
    });
  }
  return {
    name: 'json-rules-engine',
    async run({ spent, before }) {
      const { events } = await engine.run({ spent: euros(spent), before: euros(before) });
      const rate = Number(events[0]?.params?.rate ?? 0);
      return Math.min(rate * euros(before), CAP);
    },
  };
}

function publicodes(): Peer {
  const quiet = { log: () => {}, warn: () => {}, error: () => {} };
  const engine = new Publicodes(
    {
      before: { question: 'last year?', unité: '€' },
      spent: { question: 'this year?', unité: '€' },
      growth: { valeur: '(spent - before) / before' },
      rate: {
        variations: [
          { si: 'growth > 20%', alors: '15%' },
          { si: 'growth > 15%', alors: '10%' },
          { si: 'growth > 10%', alors: '5%' },
          { sinon: '0%' },
        ],
      },
      award: { valeur: 'rate * before', plafond: `${CAP} €` },
    },
    { logger: quiet },
  );
  return {
    name: 'publicodes',
    run({ spent, before }) {
      engine.setSituation({ before: `${euros(before)} €`, spent: `${euros(spent)} €` });
      return Number(engine.evaluate('award').nodeValue);
    },
  };
}

function feelin(): Peer {
  const expression = `{
    growth: (spent - before) / before,
    rate: if growth > 0.2 then 0.15 else if growth > 0.15 then 0.1 else if growth > 0.1 then 0.05 else 0,
    award: min(rate * before, ${CAP})
  }.award`;
  return {
    name: 'feelin',
    run({ spent, before }) {
      return Number(feel(expression, { spent: euros(spent), before: euros(before) }).value);
    },
  };
}
