/** Why: a viewer of SARIF shows a finding's page beside the finding, so the report carries it. */
import type { FindingName, Severity } from '../../core/finding';
import { allRules } from '../../core/lint/index';
import { pageOf } from '../../host/pages';
import type { Language } from '../io';

export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'information' ? 'note' : severity;
}

/** What GitHub's filter by severity knows. */
const problem: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'recommendation' };

/** GitHub cuts longer ones. */
const MOST = 1024;

/** A reportingDescriptor. Where this installation has no pages, the finding's name has to do. */
export function sarifRule(name: FindingName, language: Language) {
  const { group, severity } = allRules[name];
  const page = pageOf(name, language);
  const summary = plain(page?.summary || name);
  const help = page?.markdown ?? name;
  return {
    id: name,
    name: pascal(name),
    shortDescription: { text: firstSentence(summary).slice(0, MOST) },
    fullDescription: { text: summary.slice(0, MOST) },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: [group], 'problem.severity': problem[severity] },
  };
}

const pascal = (name: string): string => name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Markdown on one line as text: code and emphasis without their marks, links by what they say. */
export function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/`|\*\*/g, '');
}

export function firstSentence(text: string): string {
  return /^.*?(?:[。！？]|[.!?](?=\s|$))/s.exec(text)?.[0] ?? text;
}
