// Starts the GOV.UK components. The layout names the library, because its file name carries a hash:
// <script type="module" src="{% static 'ui/start.js' %}" data-govuk="{% static 'built/govuk-frontend.js' %}"></script>
document.body.classList.add("js-enabled", "govuk-frontend-supported");
const library = document.querySelector("script[data-govuk]").dataset.govuk;
const { initAll } = await import(library);
initAll();
