/** Words whose opposite sets another task, one group per line of thought. */
const ENGLISH = [
  'asc(?:ending)?|desc(?:ending)?|min(?:imum|imal|imi[sz]e)?|max(?:imum|imal|imi[sz]e)?|true|false',
  'before|after|earlier|later|earliest|latest|always|never|first|last',
  'increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|more|less|fewer|rises?|rising|falls?|falling|gains?|loss(?:es)?',
  'left|right|above|below|inside|outside|top|bottom|inner|outer|rows?|columns?|north|south|east|west',
  'forwards?|backwards?|upwards?|downwards?|(?:anti|counter)?clockwise|horizontal(?:ly)?|vertical(?:ly)?',
  'greater|smaller|larger|bigger|older|younger|higher|lower|taller|shorter|longer|faster|slower|better|worse|cheaper|dearer',
  'greatest|smallest|largest|biggest|oldest|youngest|highest|lowest|tallest|shortest|longest|fastest|slowest|best|worst',
  'odd|even|positive|negative|enabled?|disabled?|opens?|opened|closed?|closes|encode|decode|encrypt|decrypt|compress|decompress',
  'synonyms?|antonyms?|advantages?|disadvantages?|pros|cons|buy|sell|bought|sold|uppercase|lowercase|prefix|suffix|add|remove',
  'include[sd]?|exclude[sd]?|accept(?:ed|s)?|reject(?:ed|s)?|allow(?:ed|s)?|deny|denied|forbidden|agree|disagree',
  'convex|concave|multiply|divide|subtract|plus|minus|union|intersection|push|pop|import|export|upload|download|send|receive',
  'success|failure|succeed|fail|pass(?:ed)?|failed|wins?|loses?|won|lost|active|passive|singular|plural|formal|informal',
  'hot|cold|summer|winter|male|female|public|private|internal|external|starts?|stops?',
];

/** Without blanks between words, or with endings on them, so that they are looked for anywhere. */
const ELSEWHERE = [
  '오름차순|내림차순|최소|최대|최솟|최댓|최고|최저|이전|이후|증가|감소|왼쪽|오른쪽|위쪽|아래쪽|안쪽|바깥|장점|단점|짝수|홀수',
  '시작|종료|찬성|반대|높은|낮은|많은|적은|큰|작은|켜는|끄는|켜세요|끄세요|여는|닫는|긍정|부정|빠른|느린|참|거짓| 전에| 후에',
  '升序|降序|最大|最小|最高|最低|最多|最少|最长|最短|最早|最晚|最好|最坏|之前|之后|以前|以后|增加|减少|上升|下降|提高|降低',
  '左|右|上面|下面|里面|外面|优点|缺点|奇数|偶数|大于|小于|高于|低于|多于|少于|正确|错误|开始|结束|打开|关闭|支持|反对',
  '昇順|降順|増加|左側|右側|最初|最後|有利|不利',
];

const OPPOSITE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ENGLISH.join('|')})(?![\\p{L}\\p{N}])|${ELSEWHERE.join('|')}`,
  'gu',
);

/**
 * The words of a text that have an opposite, each once, in order of first use: where one comes or goes, or gives way to
 * its opposite, what is asked or answered turns round.
 * @param part of a text in normal form, lower case
 */
export function oppositesIn(part: string): Set<string> {
  return new Set(part.replaceAll('_', ' ').match(OPPOSITE));
}
