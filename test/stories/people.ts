/** A small named company: Mia leads, Dee does not work on Wednesdays, Eli works in London and has no manager. */
export function people(...more: readonly string[]): string {
  return [
    'email,first_name,department,country,timezone,working_days,manager_email,buddy_email,hired_on,locale',
    'ana@waterlijn.example,Ana,Sales,NL,Europe/Amsterdam,,mia@waterlijn.example,,2020-01-01,nl',
    'ben@waterlijn.example,Ben,Finance,BE,Europe/Brussels,,mia@waterlijn.example,,2020-01-01,fr',
    'cas@waterlijn.example,Cas,Sales,NL,Europe/Amsterdam,,mia@waterlijn.example,,2020-01-01,nl',
    'dee@waterlijn.example,Dee,Marketing,NL,Europe/Amsterdam,"mon,tue,thu,fri",mia@waterlijn.example,,2020-01-01,nl',
    'eli@waterlijn.example,Eli,Sales,GB,Europe/London,,,,2020-01-01,en',
    'mia@waterlijn.example,Mia,Board,NL,Europe/Amsterdam,,,,2020-01-01,nl',
    ...more,
  ].join('\n');
}
