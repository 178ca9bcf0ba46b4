// Asking the service.

async function ask(address, data, signal) {
  let response;
  try {
    response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The service does not answer. Is it still running?");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ? problem.detail.replace(/^body\.text: /, "The article: ") : `The service answered ${response.status}.`);
}

export const extract = async (article, signal) => (await ask("extract", { ...article, with_text: true }, signal)).json();
export const rows = async (record, signal) => (await ask("rows", [record], signal)).json();
export const csv = async (record) => (await ask("rows?format=csv", [record])).text();
