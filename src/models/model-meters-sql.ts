/**
 * `meter`: what counts against a model's limits now. Its lock is waited for first, and what it returns is the row as
 * the one before left it. A process whose clock_timestamp() is older than the row counts into the row's minute.
 */
export const METER = `
  clock as (
    select date_trunc('minute', clock_timestamp()) as minute,
           extract(second from clock_timestamp())::float8 / 60 as elapsed,
           (clock_timestamp() at time zone 'utc')::date as day
  ),
  locked as (select * from model_meters where model_id = $1 for update),
  meter as (
    select model_id, elapsed,
           greatest(locked.minute, clock.minute) as minute, greatest(locked.day, clock.day) as day,
           case when locked.minute >= clock.minute then requests else 0 end as requests,
           case when locked.minute >= clock.minute then tokens else 0 end as tokens,
           case when locked.minute >= clock.minute then requests_before
                when locked.minute = clock.minute - interval '1 minute' then requests else 0 end as requests_before,
           case when locked.minute >= clock.minute then tokens_before
                when locked.minute = clock.minute - interval '1 minute' then tokens else 0 end as tokens_before,
           case when locked.day >= clock.day then day_tokens else 0 end as day_tokens,
           case when locked.day >= clock.day then day_cost else 0 end as day_cost
      from locked cross join clock
  )`;

/**
 * $1 model · $2 tokens and $3 cost of a day, $4 requests and $5 tokens of a minute, each null for no limit · $6 tokens
 * and $7 cost that the call may come to. A minute slides: of the one before counts what is still less than 60 s ago.
 * A budget that is not spent admits one more call, however small its rest, so that no budget is too small for any.
 */
export const ADMIT = `
  with ${METER},
  verdict as (
    select *, case
      when day_tokens >= $2::bigint or day_cost >= $3::numeric then 'budget-spent'
      when requests + requests_before * (1 - elapsed) + 1 > $4::integer then 'rate-limited'
      when tokens + tokens_before * (1 - elapsed) >= $5::bigint then 'rate-limited'
    end as refusal
    from meter
  ),
  counted as (
    update model_meters
       set minute = verdict.minute, requests = verdict.requests + 1, requests_before = verdict.requests_before,
           tokens = verdict.tokens + $6::bigint, tokens_before = verdict.tokens_before,
           day = verdict.day, day_tokens = verdict.day_tokens + $6::bigint,
           day_cost = verdict.day_cost + $7::numeric
      from verdict
     where model_meters.model_id = verdict.model_id and verdict.refusal is null
  )
  select refusal, minute::text as minute, day::text as day from verdict`;

/**
 * $1 model · $2 minute and $3 day that the estimates were counted in, null: none were · $4 requests, $5 tokens and $6
 * cost beyond the estimates, which may be negative · $7 calls, $8 completed, $9 requests, $10 and $11 tokens, $12 cost,
 * $13 milliseconds, for the day's figures.
 */
export const SETTLE = `
  with ${METER},
  counted as (
    update model_meters
       set minute = meter.minute,
           requests = meter.requests + case when coalesce($2::timestamptz, meter.minute) = meter.minute
                                            then $4::integer else 0 end,
           requests_before = meter.requests_before + case when $2::timestamptz = meter.minute - interval '1 minute'
                                                          then $4::integer else 0 end,
           tokens = meter.tokens + case when coalesce($2::timestamptz, meter.minute) = meter.minute
                                        then $5::bigint else 0 end,
           tokens_before = meter.tokens_before + case when $2::timestamptz = meter.minute - interval '1 minute'
                                                      then $5::bigint else 0 end,
           day = meter.day,
           day_tokens = greatest(0, meter.day_tokens + case when coalesce($3::date, meter.day) = meter.day
                                                            then $5::bigint else 0 end),
           day_cost = greatest(0, meter.day_cost + case when coalesce($3::date, meter.day) = meter.day
                                                        then $6::numeric else 0 end)
      from meter
     where model_meters.model_id = meter.model_id
  )
  insert into model_usage_days as days
    (model_id, day, calls, completed, requests, prompt_tokens, completion_tokens, cost, milliseconds)
  select model_id, day, $7::bigint, $8::bigint, $9::bigint, $10::bigint, $11::bigint, $12::numeric, $13::bigint
    from meter
  on conflict (model_id, day) do update
     set calls = days.calls + excluded.calls, completed = days.completed + excluded.completed,
         requests = days.requests + excluded.requests, prompt_tokens = days.prompt_tokens + excluded.prompt_tokens,
         completion_tokens = days.completion_tokens + excluded.completion_tokens, cost = days.cost + excluded.cost,
         milliseconds = days.milliseconds + excluded.milliseconds`;
