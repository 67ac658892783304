// Drives Chromium through its debugging pipe; see browser for what it checks.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [browser, axeFile, ...args] = process.argv.slice(2)
const wanted = { shows: [], files: [], width: 1280 }
for (let i = 0; i < args.length; i++) {
  if (args[i] === '--shows') wanted.shows.push(args[++i])
  else if (args[i] === '--picture') wanted.picture = args[++i]
  else if (args[i] === '--print') wanted.print = args[++i]
  else if (args[i] === '--width') wanted.width = Number(args[++i])
  else wanted.files.push(args[i])
}
if (wanted.files.length === 0) {
  console.error('browser: name the HTML files to open')
  process.exit(2)
}

// Chromium speaks in JSON, each message ended by a zero, on the descriptors 3 and 4.
class Chromium {
  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), 'compack-browser-'))
    const flags = ['--headless=new', '--remote-debugging-pipe', '--no-first-run', '--disable-gpu', '--disable-dev-shm-usage',
      '--disable-background-networking', '--hide-scrollbars', '--force-color-profile=srgb', '--user-data-dir=' + this.profile]
    if (process.getuid?.() === 0) flags.push('--no-sandbox')
    this.process = spawn(browser, [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    this.said = ''
    this.process.stderr.on('data', d => { this.said += d })
    this.next = 1
    this.waiting = new Map()
    this.closed = new Promise(done => this.process.on('exit', done).on('error', done))
    this.closed.then(code => { for (const w of this.waiting.values()) w.failed(new Error(`chromium ended (${code}) ${this.said}`)) })
    this.process.stdio[3].on('error', () => {}) // it has ended, which is told above
    this.listeners = []
    let buffer = Buffer.alloc(0)
    this.process.stdio[4].on('data', d => {
      buffer = Buffer.concat([buffer, d])
      for (let end; (end = buffer.indexOf(0)) >= 0; buffer = buffer.subarray(end + 1)) this.hear(JSON.parse(buffer.subarray(0, end)))
    })
  }

  hear(message) {
    const waiting = this.waiting.get(message.id)
    if (!waiting) return this.listeners.forEach(l => l(message))
    this.waiting.delete(message.id)
    if (message.error) waiting.failed(new Error(message.error.message))
    else waiting.done(message.result)
  }

  send(method, params = {}, sessionId) {
    const id = this.next++
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0')
    return new Promise((done, failed) => this.waiting.set(id, { done, failed }))
  }

  async page() {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const send = (method, params) => this.send(method, params, sessionId)
    const page = { send, wrong: [] }
    this.listeners = [({ sessionId: of, method, params }) => {
      if (of !== sessionId) return
      if (method === 'Page.loadEventFired') page.loaded?.()
      if (method === 'Runtime.consoleAPICalled') page.wrong.push('console: ' + params.args.map(a => a.value ?? a.description).join(' '))
      if (method === 'Runtime.exceptionThrown') page.wrong.push('exception: ' + params.exceptionDetails.text)
      if (method === 'Log.entryAdded') page.wrong.push(`${params.entry.level}: ${params.entry.text}`)
      if (method === 'Network.requestWillBeSent' && !/^(file|data|about):/.test(params.request.url)) page.wrong.push('asks for ' + params.request.url)
    }]
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(domain + '.enable')
    await send('Page.setBypassCSP', { enabled: true })
    return page
  }

  async end() {
    this.process.stdio[3].write(JSON.stringify({ id: this.next++, method: 'Browser.close' }) + '\0')
    await this.closed
    rmSync(this.profile, { recursive: true, force: true })
  }
}

async function evaluate(page, expression) {
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}

async function show(page, file, width) {
  await page.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 })
  const loaded = new Promise(done => { page.loaded = done })
  await page.send('Page.navigate', { url: pathToFileURL(resolve(file)).href })
  await loaded
}

// What the page says of itself: runs in the browser.
const survey = `(() => {
  const text = document.body.innerText
  const hollow = [...document.querySelectorAll('nav a')].filter(a => {
    const to = document.getElementById(decodeURIComponent(a.hash.slice(1)))
    return !to || to.getBoundingClientRect().height === 0
  }).map(a => a.textContent)
  return {
    title: document.title, heading: document.querySelector('h1')?.innerText ?? '', text, hollow,
    sections: document.querySelectorAll('main section').length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }
})()`

const axe = readFileSync(axeFile, 'utf8')
const rules = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
  .then(r => r.violations.flatMap(v => v.nodes.slice(0, 5).map(n => v.id + ': ' + v.help + '\\n      ' + n.html.slice(0, 200) + '\\n      ' + (n.failureSummary ?? '').replace(/\\s+/g, ' '))))`

async function check(page, file) {
  const wrong = []
  for (const width of [1280, 360]) {
    await show(page, file, width)
    const seen = await evaluate(page, survey)
    if (!seen.title.trim()) wrong.push('no title')
    if (!seen.heading.trim()) wrong.push('no first heading')
    if (seen.sections === 0) wrong.push('no section')
    if (seen.overflow > 0) wrong.push(`at ${width} pixels it is ${seen.overflow} too wide`)
    for (const s of seen.hollow) wrong.push(`the contents name "${s}", which is not shown`)
    for (const s of wanted.shows) if (!seen.text.includes(s)) wrong.push(`at ${width} pixels "${s}" is not seen`)
    await evaluate(page, axe + ';0')
    for (const v of await evaluate(page, rules)) wrong.push(`at ${width} pixels, ${v}`)
  }
  return [...wrong, ...page.wrong.splice(0)]
}

async function depict(page, file) {
  await show(page, file, wanted.width)
  const { cssContentSize: size } = await page.send('Page.getLayoutMetrics')
  const clip = { x: 0, y: 0, width: wanted.width, height: Math.min(size.height, 16000), scale: 1 }
  const { data } = await page.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip })
  writeFileSync(wanted.picture, Buffer.from(data, 'base64'))
}

async function print(page, file) {
  await show(page, file, 1280)
  const { data } = await page.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true })
  writeFileSync(wanted.print, Buffer.from(data, 'base64'))
}

const chromium = new Chromium()
let failed = false
try {
  const page = await chromium.page()
  for (const file of wanted.files) {
    if (wanted.picture || wanted.print) {
      if (wanted.picture) await depict(page, file)
      if (wanted.print) await print(page, file)
      continue
    }
    const wrong = await check(page, file)
    failed ||= wrong.length > 0
    console.log(`${file}: ${wrong.length === 0 ? 'shown, and no rule of axe-core is broken' : wrong.length + ' wrong'}`)
    for (const w of wrong) console.log('  ' + w)
  }
} catch (error) {
  failed = true
  console.error('browser:', error.message)
}
await chromium.end()
process.exit(failed ? 1 : 0)
