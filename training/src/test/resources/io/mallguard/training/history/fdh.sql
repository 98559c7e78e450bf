-- Transactions of the Fraud Detection Handbook, as CSV with a header.
SELECT
  TRANSACTION_ID                        AS transaction_id,
  TRANSACTION_ID                        AS sequence,      -- order within one second
  CAST(TX_DATETIME AS TIMESTAMP)        AS occurred_at,   -- local time in the schema's zone
  CUSTOMER_ID                           AS customer_id,
  TERMINAL_ID                           AS terminal_id,
  CAST(round(TX_AMOUNT * 100) AS BIGINT) AS amount_minor, -- some amounts carry binary noise
  TX_FRAUD                              AS fraud          -- becomes a label event 7 days later
FROM read_csv('${input}', header = true)
