/** Why: the first example of the language's description, whose amounts are worked out there by hand, serves several tests. */
export const firstLook = `policy "Industrial park support, 2025" {
  number    "Park 2025-4"
  issuer    "Park administration"
  issued    2025-04-11
  effective 2025-04-11 to 2027-12-31
  currency  元
}

fact registered   "Registered in the park": boolean
fact rd_this_year "R&D spending, this year": money from 0元
fact rd_last_year "R&D spending, last year": money over 0元
fact plant        "Plant certified": one of { none, municipal "municipal level", national "national level" }
fact titles       "Titles held": any of { high_tech, little_giant, champion }
fact projects     "Projects": list to 20 of {
  kind     "Kind": one of { core, matching, early }
  cost     "Cost": money from 0元
  approved "Recognised": boolean
}

let growth "R&D growth" = (rd_this_year - rd_last_year) / rd_last_year

require registered "must be registered in the park"

section "Research"

clause core_project "Core projects" {
  each  projects
  when  kind = core
  when  approved "needs recognition"
  award up to 50% of cost
  cap   5亿元    when cost from 4亿元
  cap   5000万元 when cost below 4亿元
}

clause rd_growth "R&D growth award" {
  source     "II(7)" "spending above last year's is supported in steps"
  department "Science bureau"
  when  growth over 10% "growth must exceed 10%"
  award marginal growth {
    over 10% to 15%: 5%
    over 15% to 20%: 10%
    over 20%:        15%
  } of rd_last_year
  cap   300万元 per year
}

clause plant_award "Certified plant" {
  award by plant { national: 1000万元, municipal: 100万元, none: 0 }
}

clause ladder "Titles, topped up on promotion" {
  award highest {
    30万元  when titles has high_tech
    80万元  when titles has little_giant
    200万元 when titles has champion
  }
  less paid(ladder) "a promotion pays the difference"
}

exclusive one_research_award "Not together" {
  source "VIII(2)"
  among  rd_growth, plant_award
  choose highest
}

limit ceiling "Over three years" {
  among all
  cap   1200万元 within 3年
}

example "growing firm" {
  on 2025-06-30
  registered   = yes
  rd_last_year = 1000万元
  rd_this_year = 1300万元
  plant        = municipal
  titles       = { high_tech }
  projects     = [ { kind = core, cost = 400万元, approved = yes }, { kind = early, cost = 100万元, approved = no } ]
  expect core_project = 200万元
  expect rd_growth excluded
  expect total     = 330万元 at most
}
`;
