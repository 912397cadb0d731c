import type { SystemLocale } from './reason-texts.ts';
import type { RowReasonCode } from './row-reasons.ts';

/** `{name}` takes the reason's value of that name. Commands and names of columns are the same in every language. */
export const ROW_REASON_SENTENCES: Readonly<Record<RowReasonCode, Readonly<Record<SystemLocale, string>>>> = {
  'line-too-long': {
    en: 'The line has more than a million characters, which is no row. A quote that is never closed can do that: close it, or take the line out.',
    nl: 'De regel telt meer dan een miljoen tekens; dat is geen rij. Vaak is een aanhalingsteken niet gesloten: sluit het, of haal de regel weg.',
    fr: 'La ligne compte plus d’un million de caractères : ce n’est pas une ligne de tableau. Souvent, un guillemet n’est pas fermé : fermez-le, ou retirez la ligne.',
  },
  'quote-open': {
    en: 'A quotation mark opens here and does not close. Close it, or double it if it belongs to the text.',
    nl: 'Hier begint een aanhalingsteken dat niet gesloten wordt. Sluit het, of verdubbel het als het bij de tekst hoort.',
    fr: 'Un guillemet s’ouvre ici et ne se ferme pas. Fermez-le, ou doublez-le s’il fait partie du texte.',
  },
  'quote-stray': {
    en: 'Text follows a closing quotation mark. Double the marks that belong to the text.',
    nl: 'Na een sluitend aanhalingsteken volgt nog tekst. Verdubbel de aanhalingstekens die bij de tekst horen.',
    fr: 'Du texte suit un guillemet fermant. Doublez les guillemets qui font partie du texte.',
  },
  'cell-too-long': {
    en: 'Cell {cell} has more than {limit} characters.',
    nl: 'Cel {cell} telt meer dan {limit} tekens. Kort de tekst in.',
    fr: 'La cellule {cell} compte plus de {limit} caractères. Raccourcissez le texte.',
  },
  'cell-count': {
    en: 'The row has {cells} cells, the header {columns}. A cell with the separator in it belongs in quotes.',
    nl: 'De rij heeft {cells} cellen, de kopregel {columns}. Zet een cel waarin het scheidingsteken voorkomt tussen aanhalingstekens.',
    fr: 'La ligne a {cells} cellules, l’en-tête {columns}. Mettez entre guillemets toute cellule qui contient le séparateur.',
  },
  'cells-merged': {
    en: 'The cells {cells} are merged. Take them apart, and fill each.',
    nl: 'De cellen {cells} zijn samengevoegd. Splits ze en vul elke cel in.',
    fr: 'Les cellules {cells} sont fusionnées. Séparez-les et remplissez chacune.',
  },
  'formula-broken': {
    en: '{place} says {value}: its formula does not work. Mend it, or write the value instead.',
    nl: 'In {place} staat {value}: de formule werkt niet. Herstel haar, of zet de waarde zelf in de cel.',
    fr: '{place} affiche {value} : sa formule ne fonctionne pas. Corrigez-la, ou écrivez la valeur elle-même.',
  },
  'formula-without-result': {
    en: 'The result of the formula in {place} is not in the file. Open it in a spreadsheet and save it there.',
    nl: 'De uitkomst van de formule in {place} staat niet in het bestand. Open het in een rekenprogramma en bewaar het daar.',
    fr: 'Le résultat de la formule en {place} n’est pas dans le fichier. Ouvrez-le dans un tableur et enregistrez-le.',
  },
  'digits-lost': {
    en: 'The number in {place} has more than {limit} digits, of which a spreadsheet loses the last. Write it as text.',
    nl: 'Het getal in {place} heeft meer dan {limit} cijfers; een rekenprogramma verliest de laatste. Schrijf het als tekst.',
    fr: 'Le nombre en {place} a plus de {limit} chiffres ; un tableur en perd les derniers. Écrivez-le comme texte.',
  },
  'column-forbidden': {
    en: '"{header}" cannot be the name of a column.',
    nl: '"{header}" kan geen naam van een kolom zijn.',
    fr: '« {header} » ne peut pas être le nom d’une colonne.',
  },
  'column-twice': {
    en: '"{first}" and "{second}" are both the column "{name}". Leave one of the two.',
    nl: '"{first}" en "{second}" zijn allebei de kolom "{name}". Laat er één staan.',
    fr: '« {first} » et « {second} » désignent tous deux la colonne « {name} ». N’en gardez qu’un.',
  },
  'not-an-address': {
    en: '"{value}" {fault}. Write one address: ana@waterlijn.example.',
    nl: '"{value}" {fault}. Schrijf één adres, zoals ana@waterlijn.example.',
    fr: '« {value} » {fault}. Écrivez une seule adresse, comme ana@waterlijn.example.',
  },
  'text-not-allowed': {
    en: '"{value}" {fault}.',
    nl: '"{value}" {fault}. Haal dat weg.',
    fr: '« {value} » {fault}. Veuillez le retirer.',
  },
  'letter-lost': {
    en: '"{value}" has a "\ufffd" where a letter could not be read. Save the file as CSV (UTF-8) again, and import that.',
    nl: 'In "{value}" staat een "\ufffd" waar een letter niet te lezen was. Bewaar het bestand opnieuw als CSV (UTF-8) en importeer dat.',
    fr: '« {value} » contient un « \ufffd » à la place d’une lettre illisible. Enregistrez à nouveau le fichier en CSV (UTF-8) et importez-le.',
  },
  'too-long': {
    en: '"{value}" is longer than {limit} characters.',
    nl: '"{value}" is langer dan {limit} tekens. Kort het in.',
    fr: '« {value} » dépasse {limit} caractères. Raccourcissez-le.',
  },
  'not-a-number': {
    en: '"{value}" is not a number. Write it like 3 or 3.5.',
    nl: '"{value}" is geen getal. Schrijf het als 3 of 3,5.',
    fr: '« {value} » n’est pas un nombre. Écrivez-le comme 3 ou 3,5.',
  },
  'thousands-or-decimals': {
    en: '"{value}" could be {whole} or a number with three decimals. Write it like 1234 or 1.2340.',
    nl: '"{value}" kan {whole} zijn, of een getal met drie decimalen. Schrijf het als 1234 of 1.2340.',
    fr: '« {value} » peut être {whole} ou un nombre à trois décimales. Écrivez-le comme 1234 ou 1.2340.',
  },
  'below-zero': {
    en: '"{value}" is below 0.',
    nl: '"{value}" is minder dan 0. Schrijf 0 of meer.',
    fr: '« {value} » est inférieur à 0. Écrivez 0 ou plus.',
  },
  'not-whole-minutes': {
    en: '"{value}" is not a number of whole minutes. Write it like 20.',
    nl: '"{value}" is geen aantal hele minuten. Schrijf het als 20.',
    fr: '« {value} » n’est pas un nombre entier de minutes. Écrivez-le comme 20.',
  },
  'not-months': {
    en: '"{value}" is not a number of months. Write it like 12.',
    nl: '"{value}" is geen aantal maanden. Schrijf het als 12.',
    fr: '« {value} » n’est pas un nombre de mois. Écrivez-le comme 12.',
  },
  'not-a-percentage': {
    en: '"{value}" is not a number from 0 to 100.',
    nl: '"{value}" is geen getal van 0 tot en met 100.',
    fr: '« {value} » n’est pas un nombre de 0 à 100.',
  },
  'not-yes-or-no': {
    en: '"{value}" is neither yes nor no.',
    nl: '"{value}" is geen ja en geen nee. Schrijf ja of nee.',
    fr: '« {value} » n’est ni oui ni non. Écrivez oui ou non.',
  },
  'date-does-not-exist': {
    en: '"{value}" is not {what}. There is no such day.',
    nl: '"{value}" is geen {what}: die dag bestaat niet. Kijk de datum na.',
    fr: '« {value} » n’est pas {what} : ce jour n’existe pas. Vérifiez-le.',
  },
  'date-is-day-number': {
    en: '"{value}" is not {what}. It may be the number by which a spreadsheet counts days: give the column the format of a date there.',
    nl: '"{value}" is geen {what}. Het kan het getal zijn waarmee een rekenprogramma dagen telt: geef de kolom daar de opmaak van een datum.',
    fr: '« {value} » n’est pas {what}. C’est peut-être le nombre par lequel un tableur compte les jours : donnez à la colonne le format d’une date.',
  },
  'date-with-short-year': {
    en: '"{value}" is not {what}. Write the year with four digits, like 2027-04-26.',
    nl: '"{value}" is geen {what}. Schrijf het jaar met vier cijfers, zoals 2027-04-26.',
    fr: '« {value} » n’est pas {what}. Écrivez l’année avec quatre chiffres, comme 2027-04-26.',
  },
  'date-in-another-form': {
    en: '"{value}" is not {what}. Write it like 2027-04-26, or as {form}, as was stated; this one looks like {looksLike}.',
    nl: '"{value}" is geen {what}. Schrijf het als 2027-04-26, of als {form}, zoals opgegeven; deze lijkt op {looksLike}.',
    fr: '« {value} » n’est pas {what}. Écrivez-la comme 2027-04-26, ou en {form}, comme indiqué ; celle-ci ressemble à {looksLike}.',
  },
  'date-not-in-form': {
    en: '"{value}" is not {what}. Write it like 2027-04-26, or as {form}, as was stated.',
    nl: '"{value}" is geen {what}. Schrijf het als 2027-04-26, of als {form}, zoals opgegeven.',
    fr: '« {value} » n’est pas {what}. Écrivez-la comme 2027-04-26, ou en {form}, comme indiqué.',
  },
  'date-in-no-stated-form': {
    en: '"{value}" is not {what}. Write it like 2027-04-26{inFile}.',
    nl: '"{value}" is geen {what}. Schrijf het als 2027-04-26{inFile}.',
    fr: '« {value} » n’est pas {what}. Écrivez-la comme 2027-04-26{inFile}.',
  },
  'date-with-time': {
    en: '"{value}" is a date with a time of day. Write the day alone, like 2027-04-26.',
    nl: '"{value}" is een datum met een tijdstip. Schrijf alleen de dag, zoals 2027-04-26.',
    fr: '« {value} » est une date avec une heure. Écrivez seulement le jour, comme 2027-04-26.',
  },
  'not-a-language': {
    en: '"{value}" is not a language tag. Write it like nl or nl-BE.',
    nl: '"{value}" is geen taalcode. Schrijf die als nl of nl-BE.',
    fr: '« {value} » n’est pas un code de langue. Écrivez-le comme fr ou fr-BE.',
  },
  'not-a-time-zone': {
    en: '"{value}" is not a time zone. Write it like Europe/Amsterdam.',
    nl: '"{value}" is geen tijdzone. Schrijf die als Europe/Amsterdam.',
    fr: '« {value} » n’est pas un fuseau horaire. Écrivez-le comme Europe/Paris.',
  },
  'not-a-country': {
    en: '"{value}" is not a country. Write two letters (ISO 3166), like NL or BE, or its name in full.',
    nl: '"{value}" is geen land. Schrijf twee letters (ISO 3166), zoals NL of BE, of de naam voluit.',
    fr: '« {value} » n’est pas un pays. Écrivez deux lettres (ISO 3166), comme FR ou BE, ou son nom en entier.',
  },
  'not-a-region': {
    en: '"{value}" is not a region code. Write what follows the country in ISO 3166-2, like BE for DE-BE.',
    nl: '"{value}" is geen regiocode. Schrijf wat in ISO 3166-2 na het land komt, zoals BE bij DE-BE.',
    fr: '« {value} » n’est pas un code de région. Écrivez ce qui suit le pays dans ISO 3166-2, comme BE pour DE-BE.',
  },
  'not-weekdays': {
    en: '"{value}" does not name weekdays. Write it like mon-fri or mon tue thu fri.',
    nl: '"{value}" noemt geen weekdagen. Schrijf het als ma-vr, of ma di do vr.',
    fr: '« {value} » ne désigne pas de jours de la semaine. Écrivez-les comme lun-ven, ou lun mar jeu ven.',
  },
  'weekdays-ambiguous': {
    en: '"{value}" is other days in Dutch than in French. Write the days in full, or like mon tue.',
    nl: '"{value}" zijn in het Nederlands andere dagen dan in het Frans. Schrijf de dagen voluit: maandag dinsdag.',
    fr: '« {value} » désigne d’autres jours en français qu’en néerlandais. Écrivez les jours en entier, ou comme lun mar.',
  },
  'not-a-span': {
    en: '"{value}" is neither a date nor a span. Write it like 2027-02-01..2027-02-12.',
    nl: '"{value}" is geen datum en geen periode. Schrijf het als 2027-02-01..2027-02-12.',
    fr: '« {value} » n’est ni une date ni une période. Écrivez-la comme 2027-02-01..2027-02-12.',
  },
  'manager-not-an-address': {
    en: '"{value}" is not an address, by which managers are known.{inFile}',
    nl: '"{value}" is geen mailadres, en daaraan worden leidinggevenden herkend.{inFile}',
    fr: '« {value} » n’est pas une adresse, à laquelle on reconnaît les responsables.{inFile}',
  },
  'not-a-kind': {
    en: '"{value}" is not a kind. Use one of: {known}.',
    nl: '"{value}" is geen soort activiteit. Kies uit: {known}.',
    fr: '« {value} » n’est pas un type d’activité. Choisissez parmi : {known}.',
  },
  'kind-misspelt': {
    en: '"{value}" is not a kind. Did you mean {meant}?',
    nl: '"{value}" is geen soort activiteit. Is {meant} bedoeld?',
    fr: '« {value} » n’est pas un type d’activité. Vouliez-vous dire {meant} ?',
  },
  'not-an-event': {
    en: '"{value}" is not an event. Use one of: {known}.',
    nl: '"{value}" is geen gebeurtenis. Kies uit: {known}.',
    fr: '« {value} » n’est pas un événement. Choisissez parmi : {known}.',
  },
  'event-misspelt': {
    en: '"{value}" is not an event. Did you mean {meant}?',
    nl: '"{value}" is geen gebeurtenis. Is {meant} bedoeld?',
    fr: '« {value} » n’est pas un événement. Vouliez-vous dire {meant} ?',
  },
  'not-a-web-address': {
    en: '"{value}" is not a web address. Write it like https://learn.waterlijn.example/data-101.',
    nl: '"{value}" is geen webadres. Schrijf het als https://learn.waterlijn.example/data-101.',
    fr: '« {value} » n’est pas une adresse web. Écrivez-la comme https://learn.waterlijn.example/data-101.',
  },
  'time-ahead': {
    en: 'The time lies more than a day ahead; a record tells what has happened.',
    nl: 'Het tijdstip ligt meer dan een dag vooruit; een leerrecord vertelt wat al gebeurd is.',
    fr: 'Le moment est à plus d’un jour dans le futur ; une trace de formation dit ce qui a déjà eu lieu.',
  },
  'left-before-hired': {
    en: '{left} is before hired_on {hired}.',
    nl: '{left} ligt vóór hired_on {hired}. Kijk beide datums na.',
    fr: '{left} précède hired_on {hired}. Vérifiez les deux dates.',
  },
  'nobody-named': {
    en: 'There is neither an id nor an email address; nobody can be found by this row.',
    nl: 'Er staat geen id en geen mailadres; zo is niet te zien om wie het gaat.',
    fr: 'Il n’y a ni id ni adresse de messagerie ; on ne peut savoir de qui il s’agit.',
  },
  'id-missing': {
    en: 'The id is empty. Write the id the learning platform uses.',
    nl: 'De id is leeg. Schrijf de id die het leerplatform gebruikt.',
    fr: 'L’id est vide. Écrivez l’id qu’utilise la plateforme de formation.',
  },
  'title-empty': {
    en: 'The title is empty.',
    nl: 'De titel is leeg. Vul hem in.',
    fr: 'Le titre est vide. Veuillez l’indiquer.',
  },
  'cell-empty': {
    en: '"{name}" is empty.',
    nl: '"{name}" is leeg. Vul het in.',
    fr: '« {name} » est vide. Veuillez l’indiquer.',
  },
  'person-twice': {
    en: '{counted} {earlier} is about the same person. Leave one of the two.',
    nl: '{counted} {earlier} gaat over dezelfde persoon. Laat er één staan.',
    fr: '{counted} {earlier} concerne la même personne. N’en gardez qu’une mention.',
  },
  'activity-twice': {
    en: '{counted} {earlier} is about "{value}" too. Leave one of the two.',
    nl: '{counted} {earlier} gaat ook over "{value}". Laat er één staan.',
    fr: '{counted} {earlier} concerne aussi « {value} ». N’en gardez qu’une mention.',
  },
  'address-taken': {
    en: '"{value}" is the address of somebody with another id. Give each their own, or correct the id.',
    nl: '"{value}" is het adres van iemand met een andere id. Geef ieder een eigen adres, of verbeter de id.',
    fr: '« {value} » est l’adresse de quelqu’un qui a un autre id. Donnez à chacun la sienne, ou corrigez l’id.',
  },
  'address-taken-in-large-swap': {
    en: '"{value}" is the address of somebody with another id. Give each their own, or correct the id. More than {limit} rows of this file ask for addresses of others: if people swap them, do it in smaller files.',
    nl: '"{value}" is het adres van iemand met een andere id. Geef ieder een eigen adres, of verbeter de id. Meer dan {limit} rijen van dit bestand vragen om het adres van een ander: wisselen mensen van adres, doe dat dan in kleinere bestanden.',
    fr: '« {value} » est l’adresse de quelqu’un qui a un autre id. Donnez à chacun la sienne, ou corrigez l’id. Plus de {limit} lignes de ce fichier demandent l’adresse d’autrui : si des personnes échangent leurs adresses, faites-le en fichiers plus petits.',
  },
  'person-erased': {
    en: 'This person was erased and stays erased. Leave the row out of the source.',
    nl: 'De gegevens van deze persoon zijn gewist en blijven dat. Laat de rij weg uit de bron.',
    fr: 'Les données de cette personne ont été effacées et le restent. Retirez la ligne de la source.',
  },
  'address-unknown': {
    en: 'Nobody with the address "{value}" is known. Import the employees first.',
    nl: 'Niemand met het adres "{value}" is bekend. Importeer eerst de medewerkers.',
    fr: 'Personne n’est connu avec l’adresse « {value} ». Importez d’abord les collaborateurs.',
  },
  'id-unknown': {
    en: 'Nobody with the id "{value}" is known. Import the employees first.',
    nl: 'Niemand met de id "{value}" is bekend. Importeer eerst de medewerkers.',
    fr: 'Personne n’est connu avec l’id « {value} ». Importez d’abord les collaborateurs.',
  },
  'activity-unknown': {
    en: 'There is no activity "{value}". Add it: druppel import activities FILE.',
    nl: 'Er is geen activiteit "{value}". Voeg haar toe: druppel import activities BESTAND.',
    fr: 'Il n’y a pas d’activité « {value} ». Ajoutez-la : druppel import activities FICHIER.',
  },
};
