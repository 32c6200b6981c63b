// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places of a snippet are written so
/** Why: whole clauses, facts and examples to fill in, written out once in each language so that they read as an author would write them. */
import type { Language } from '../wording';

export type SnippetPlace = 'item' | 'statement' | 'policy';

export interface SnippetText {
  readonly name: string;
  readonly place: SnippetPlace;
  /** What is typed to find it, and what it is. */
  readonly label: Readonly<Record<Language, string>>;
  readonly about: Readonly<Record<Language, string>>;
  readonly text: Readonly<Record<Language, string>>;
}

export const SNIPPETS: readonly SnippetText[] = [
  {
    name: 'policy',
    place: 'item',
    label: { en: 'policy … head', zh: '政策 … 开头' },
    about: { en: 'The head of a policy: its title, issuer, dates and currency.', zh: '政策的开头：名称、发布机关、有效期和币种。' },
    text: {
      en: 'policy "${1:Title}" {\n  number    "${2:No. 1}"\n  issuer    "${3:Issuer}"\n  effective ${4:2025-01-01} to ${5:2027-12-31}\n  currency  ${6:元}\n}\n$0',
      zh: '政策 "${1:名称}" {\n  文号     "${2:1号}"\n  发布机关 "${3:发布机关}"\n  有效期   ${4:2025-01-01} 至 ${5:2027-12-31}\n  币种     ${6:元}\n}\n$0',
    },
  },
  {
    name: 'fact money',
    place: 'item',
    label: { en: 'fact … money', zh: '要素 … 金额' },
    about: { en: 'An amount of money that is known of an applicant.', zh: '申报单位的一个金额。' },
    text: { en: 'fact ${1:cost} "${2:Cost}": money from 0元', zh: '要素 ${1:费用} "${2:费用}": 金额 不低于 0元' },
  },
  {
    name: 'fact yes or no',
    place: 'item',
    label: { en: 'fact … boolean', zh: '要素 … 是否' },
    about: { en: 'Something that is so or not.', zh: '是或否的情况。' },
    text: { en: 'fact ${1:registered} "${2:Registered here}": boolean', zh: '要素 ${1:已注册} "${2:在本地注册}": 是否' },
  },
  {
    name: 'fact percent',
    place: 'item',
    label: { en: 'fact … percent', zh: '要素 … 比例' },
    about: { en: 'A share or a rate of growth.', zh: '比例或增速。' },
    text: { en: 'fact ${1:growth} "${2:Growth}": percent', zh: '要素 ${1:增速} "${2:增速}": 比例' },
  },
  {
    name: 'fact whole number',
    place: 'item',
    label: { en: 'fact … integer', zh: '要素 … 整数' },
    about: { en: 'A whole number, of people for instance.', zh: '整数，例如人数。' },
    text: {
      en: 'fact ${1:staff} "${2:Staff}": integer ${3:人} from 0${3:人}',
      zh: '要素 ${1:员工} "${2:员工人数}": 整数 ${3:人} 不低于 0${3:人}',
    },
  },
  {
    name: 'fact date',
    place: 'item',
    label: { en: 'fact … date', zh: '要素 … 日期' },
    about: { en: 'A day.', zh: '日期。' },
    text: { en: 'fact ${1:founded} "${2:Founded}": date', zh: '要素 ${1:成立} "${2:成立日期}": 日期' },
  },
  {
    name: 'fact text',
    place: 'item',
    label: { en: 'fact … text', zh: '要素 … 文本' },
    about: { en: 'A text, such as the name of a place.', zh: '文本，例如地名。' },
    text: { en: 'fact ${1:district} "${2:District}": text', zh: '要素 ${1:辖区} "${2:所在辖区}": 文本' },
  },
  {
    name: 'fact one of',
    place: 'item',
    label: { en: 'fact … one of', zh: '要素 … 单选' },
    about: { en: 'One of several kinds.', zh: '几种情况中的一种。' },
    text: {
      en: 'fact ${1:level} "${2:Level}": one of { ${3:municipal}, ${4:national} }',
      zh: '要素 ${1:级别} "${2:级别}": 单选 { ${3:市级}, ${4:国家级} }',
    },
  },
  {
    name: 'fact any of',
    place: 'item',
    label: { en: 'fact … any of', zh: '要素 … 多选' },
    about: { en: 'Any number of several kinds, or none.', zh: '可以同时有几种情况，也可以一种都没有。' },
    text: {
      en: 'fact ${1:titles} "${2:Titles}": any of { ${3:high_tech}, ${4:champion} }',
      zh: '要素 ${1:称号} "${2:称号}": 多选 { ${3:高新}, ${4:冠军} }',
    },
  },
  {
    name: 'fact list',
    place: 'item',
    label: { en: 'fact … list of', zh: '要素 … 清单' },
    about: { en: 'Several items, each with its fields.', zh: '若干项，每项有自己的字段。' },
    text: {
      en: 'fact ${1:projects} "${2:Projects}": list of {\n  ${3:cost} "${4:Cost}": money from 0元\n  $0\n}',
      zh: '要素 ${1:项目} "${2:项目}": 清单 {\n  ${3:费用} "${4:费用}": 金额 不低于 0元\n  $0\n}',
    },
  },
  {
    name: 'clause rate',
    place: 'item',
    label: { en: 'clause … share of an amount', zh: '条款 … 按比例支持' },
    about: { en: 'Pays a share of an amount, up to a cap.', zh: '按金额的一定比例支持，有封顶。' },
    text: {
      en: 'clause ${1:grant} "${2:Title}" {\n  source "${3:Article 1}"\n  award  ${4:30}% of ${5:cost}\n  cap    ${6:100}万元\n}\n$0',
      zh: '条款 ${1:资助} "${2:名称}" {\n  依据 "${3:第一条}"\n  支持 ${5:费用} 的 ${4:30}%\n  封顶 ${6:100}万元\n}\n$0',
    },
  },
  {
    name: 'clause match',
    place: 'item',
    label: { en: 'clause … match 1:1', zh: '条款 … 按 1:1 配套' },
    about: { en: 'Matches what another authority pays, one to one.', zh: '按上级资助 1:1 配套。' },
    text: {
      en: 'clause ${1:matching} "${2:Title}" {\n  award ${3:1:1} * ${4:cost}\n  cap   ${5:100}万元\n}\n$0',
      zh: '条款 ${1:配套} "${2:名称}" {\n  支持 ${3:1:1} * ${4:费用}\n  封顶 ${5:100}万元\n}\n$0',
    },
  },
  {
    name: 'clause marginal',
    place: 'item',
    label: { en: 'clause … tiers, each rate for its part', zh: '条款 … 分档累进' },
    about: { en: 'Each rate applies to the part of the amount within its tier.', zh: '每一档的比例只用于该档以内的部分。' },
    text: {
      en: 'clause ${1:tiers} "${2:Title}" {\n  award marginal ${3:cost} {\n    to ${4:100万元}: ${5:10}%\n    over ${4:100万元}: ${6:5}%\n  }\n}\n$0',
      zh: '条款 ${1:分档} "${2:名称}" {\n  支持 累进 ${3:费用} {\n    至 ${4:100万元}: ${5:10}%\n    超过 ${4:100万元}: ${6:5}%\n  }\n}\n$0',
    },
  },
  {
    name: 'clause slab',
    place: 'item',
    label: { en: 'clause … tiers, one rate for the whole', zh: '条款 … 分档，全额适用一档' },
    about: { en: 'The rate of the tier that is reached applies to the whole amount.', zh: '达到哪一档，全额就按哪一档的比例。' },
    text: {
      en: 'clause ${1:tiers} "${2:Title}" {\n  award by ${3:cost} {\n    to ${4:100万元}: ${5:5}%\n    over ${4:100万元}: ${6:10}%\n  } of ${3:cost}\n}\n$0',
      zh: '条款 ${1:分档} "${2:名称}" {\n  支持 按 ${3:费用} {\n    至 ${4:100万元}: ${5:5}%\n    超过 ${4:100万元}: ${6:10}%\n  } * ${3:费用}\n}\n$0',
    },
  },
  {
    name: 'clause table',
    place: 'item',
    label: { en: 'clause … amount by kind', zh: '条款 … 按类别定额' },
    about: { en: 'A fixed amount for each kind.', zh: '每种类别一个固定金额。' },
    text: {
      en: 'clause ${1:grant} "${2:Title}" {\n  award by ${3:level} {\n    ${4:municipal}: ${5:10}万元\n    ${6:national}: ${7:30}万元\n  }\n}\n$0',
      zh: '条款 ${1:奖励} "${2:名称}" {\n  支持 按 ${3:级别} {\n    ${4:市级}: ${5:10}万元\n    ${6:国家级}: ${7:30}万元\n  }\n}\n$0',
    },
  },
  {
    name: 'clause best',
    place: 'item',
    label: { en: 'clause … the best of several', zh: '条款 … 就高不重复' },
    about: { en: 'Of the amounts whose condition holds, the highest.', zh: '符合条件的几项中取最高的一项。' },
    text: {
      en: 'clause ${1:best} "${2:Title}" {\n  award highest {\n    ${3:30}万元 when ${4:titles} has ${5:high_tech}\n    ${6:80}万元 when ${4:titles} has ${7:champion}\n  }\n}\n$0',
      zh: '条款 ${1:从优} "${2:名称}" {\n  支持 从高 {\n    ${3:30}万元 条件 ${4:称号} 含 ${5:高新}\n    ${6:80}万元 条件 ${4:称号} 含 ${7:冠军}\n  }\n}\n$0',
    },
  },
  {
    name: 'clause each',
    place: 'item',
    label: { en: 'clause … for each item of a list', zh: '条款 … 清单逐项' },
    about: { en: 'Judges and pays every item of a list by itself.', zh: '对清单中的每一项分别认定、分别支持。' },
    text: {
      en: 'clause ${1:per_project} "${2:Title}" {\n  each  ${3:projects}\n  award ${4:30}% of ${5:cost}\n  cap   ${6:50}万元\n}\n$0',
      zh: '条款 ${1:逐项资助} "${2:名称}" {\n  逐项 ${3:项目}\n  支持 ${5:费用} 的 ${4:30}%\n  封顶 ${6:50}万元\n}\n$0',
    },
  },
  {
    name: 'exclusive',
    place: 'item',
    label: { en: 'exclusive … at most one pays', zh: '互斥 … 只享受一项' },
    about: { en: 'Of these clauses at most one pays: the highest.', zh: '这些条款只享受一项，取最高的。' },
    text: {
      en: 'exclusive ${1:only_one} "${2:Title}" {\n  among  ${3:a}, ${4:b}\n  choose highest\n}\n$0',
      zh: '互斥 ${1:择一} "${2:名称}" {\n  范围 ${3:甲}, ${4:乙}\n  择取 从高\n}\n$0',
    },
  },
  {
    name: 'limit',
    place: 'item',
    label: { en: 'limit … together over years', zh: '限额 … 几年内合计' },
    about: { en: 'Together, all clauses pay at most this within some years.', zh: '全部条款几年内合计不超过这个金额。' },
    text: {
      en: 'limit ${1:together} "${2:Title}" {\n  among all\n  cap   ${3:500}万元 within ${4:3} years\n}\n$0',
      zh: '限额 ${1:总限额} "${2:名称}" {\n  范围 全部\n  封顶 ${3:500}万元 近 ${4:3}年\n}\n$0',
    },
  },
  {
    name: 'when any',
    place: 'statement',
    label: { en: 'when any { … }', zh: '条件 任一 { … }' },
    about: { en: 'At least one of the conditions must hold.', zh: '至少符合一个条件。' },
    text: { en: 'when any {\n  ${1:condition} "${2:reason}"\n  $0\n}', zh: '条件 任一 {\n  ${1:条件一} "${2:原因}"\n  $0\n}' },
  },
  {
    name: 'award rate',
    place: 'statement',
    label: { en: 'award … share of an amount', zh: '支持 … 按比例' },
    about: { en: 'A share of an amount.', zh: '金额的一定比例。' },
    text: { en: 'award ${1:30}% of ${2:cost}', zh: '支持 ${2:费用} 的 ${1:30}%' },
  },
  {
    name: 'award match',
    place: 'statement',
    label: { en: 'award … match 1:1', zh: '支持 … 按 1:1 配套' },
    about: { en: 'The same amount again.', zh: '按 1:1 配套。' },
    text: { en: 'award ${1:1:1} * ${2:cost}', zh: '支持 ${1:1:1} * ${2:费用}' },
  },
  {
    name: 'award marginal',
    place: 'statement',
    label: { en: 'award marginal … tiers', zh: '支持 累进 … 分档' },
    about: { en: 'Each rate applies to the part of the amount within its tier.', zh: '每一档的比例只用于该档以内的部分。' },
    text: {
      en: 'award marginal ${1:cost} {\n  to ${2:100万元}: ${3:10}%\n  over ${2:100万元}: ${4:5}%\n}',
      zh: '支持 累进 ${1:费用} {\n  至 ${2:100万元}: ${3:10}%\n  超过 ${2:100万元}: ${4:5}%\n}',
    },
  },
  {
    name: 'award highest',
    place: 'statement',
    label: { en: 'award highest … the best of several', zh: '支持 从高 … 就高' },
    about: { en: 'Of the amounts whose condition holds, the highest.', zh: '符合条件的几项中取最高的一项。' },
    text: {
      en: 'award highest {\n  ${1:30}万元 when ${2:condition}\n  ${3:80}万元 when ${4:condition}\n}',
      zh: '支持 从高 {\n  ${1:30}万元 条件 ${2:条件一}\n  ${3:80}万元 条件 ${4:条件二}\n}',
    },
  },
  {
    name: 'cap years',
    place: 'statement',
    label: { en: 'cap … within years', zh: '封顶 … 几年内' },
    about: { en: 'At most this, with what was paid in the years before.', zh: '连同前几年已付的，最多这么多。' },
    text: { en: 'cap ${1:100}万元 within ${2:3} years', zh: '封顶 ${1:100}万元 近 ${2:3}年' },
  },
];
