import { parseInstant } from '../../domain/time.ts';
import { type Actor, isActivity, type Statement } from './statement-shape.ts';

/**
 * What two statements with one id must have in common; in the rest they may differ and still be the same (xAPI 1.0.3,
 * part two, 2.3.1): words for display, definitions, names of actors, the order of a group's members and of contexts, how
 * an instant is written, and what a server adds.
 */
export function meaningOf(statement: Statement): unknown {
  const { stored: _, authority: _a, version: _v, ...rest } = statement;
  return { ...sayingOf(rest), id: rest.id };
}

type Saying = Pick<Statement, 'actor' | 'verb' | 'object' | 'result' | 'context' | 'timestamp'>;

function sayingOf({ actor, verb, object, result, context, timestamp }: Saying): Readonly<Record<string, unknown>> {
  return {
    actor: meantBy(actor),
    verb: verb.id,
    object: objectOf(object),
    result,
    context: context && contextOf(context),
    timestamp: timestamp === undefined ? undefined : parseInstant(timestamp, 'UTC'),
  };
}

function objectOf(object: Statement['object']): unknown {
  if (isActivity(object)) return object.id;
  if (object.objectType === 'StatementRef') return { statement: object.id };
  return object.objectType === 'SubStatement' ? sayingOf(object) : meantBy(object);
}

function contextOf({ instructor, team, contextActivities, statement, ...rest }: NonNullable<Statement['context']>) {
  const { contextAgents: _, contextGroups: _g, ...plain } = rest;
  const activities = Object.entries(contextActivities ?? {}).map(([of, some]) => [of, [some].flat().map(idOf).sort()]);
  return {
    ...plain,
    instructor: instructor && meantBy(instructor),
    team: team && meantBy(team),
    activities: Object.fromEntries(activities),
    statement: statement?.id,
  };
}

function idOf(activity: { readonly id: string } | undefined): string {
  return activity?.id ?? '';
}

/** Whoever it is, by the one identifier; a group without one is its members. */
function meantBy(actor: Actor): unknown {
  const { name: _, objectType: _o, ...identifiers } = actor;
  if (!('member' in identifiers)) return identifiers;
  const { member = [], ...own } = identifiers;
  return { ...own, members: member.map((one) => JSON.stringify(meantBy(one))).sort() };
}
