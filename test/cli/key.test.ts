import { expect, it } from 'vitest';
import { SOUND, workspaceWith } from './druppel.ts';

it('shows a new key once, lists it without its secret, and revokes it once', async () => {
  const { druppel } = await workspaceWith(SOUND);
  const made = (await druppel('key', 'make', 'HR export', '--scopes', 'read:employees, scim', '--json')).json();
  expect(made).toMatchObject({
    name: 'HR export',
    scopes: ['read:employees', 'scim'],
    token: `${made.id}.${made.secret}`,
  });
  expect(Buffer.from(made.secret, 'base64url')).toHaveLength(32);
  const listed = await druppel('key', 'list');
  expect(listed.stdout).toContain(made.id);
  expect(listed.stdout).not.toContain(made.secret);
  expect((await druppel('key', 'revoke', made.id)).code).toBe(0);
  expect((await druppel('key', 'list', '--json')).json().keys[0].revokedAt).not.toBeNull();
  expect((await druppel('key', 'revoke', made.id)).code).toBe(1);
});

it('says which scopes there are, exit 1', async () => {
  const { druppel } = await workspaceWith(SOUND);
  expect((await druppel('key', 'make', 'HR export')).stderr).toContain('write:learning');
  const wrong = await druppel('key', 'make', 'HR', '--scopes', 'read:employes');
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('Did you mean "read:employees"?')]);
  expect((await druppel('key')).code).toBe(1);
});
