"""The look that both faces share: GOV.UK components, the page layout and the form fields."""
