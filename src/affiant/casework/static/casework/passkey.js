// Says in words that a passkey was not used; allauth alone would only write to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-failed")?.removeAttribute("hidden");
});
