// A person with a browser: types the code, signs in, agrees. Knows nothing of the server but its forms.

/** Goes through the pages behind `page` as that account; `decline` presses the cancel button instead. */
export async function signIn(page, userCode, account, { decline = false } = {}) {
  const cookies = new Map();
  const visit = async (url, init = {}) => {
    for (let hops = 0; hops < 10; hops += 1) {
      const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie: header } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (!location) return { url, html: await answer.text(), status: answer.status };
      url = new URL(location, url).href;
      init = {};
    }
    throw new Error(`redirected for ever: ${url}`);
  };

  let at = await visit(page);
  for (let pages = 0; pages < 8; pages += 1) {
    const form = /<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(at.html);
    if (!form) return at.html;
    const fields = new URLSearchParams();
    for (const [tag] of form[2].matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(tag)?.[1];
      if (name) fields.set(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '');
    }
    if (fields.get('user_code') === '') fields.set('user_code', userCode);
    if (fields.has('login')) fields.set('login', account);
    if (fields.has('password')) fields.set('password', 'anything');
    if (decline && fields.has('confirm')) {
      fields.delete('confirm');
      fields.set('abort', 'yes');
    }
    const action = new URL(form[1], at.url).href;
    at = await visit(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    });
    if (decline && fields.has('abort')) return at.html;
  }
  throw new Error('the pages have no end');
}
