// Reads what pages.sh exported: ninjs against the IPTC's schema, JSON against ours, and web pages
// for pictures that are not there.
//
//   NODE_PATH=… node .ci/exports.js EXPORTS NINJS_SCHEMAS
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [exportsDir, schemasDir] = process.argv.slice(2);
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));
const stories = fs.readdirSync(exportsDir)
    .map((name) => path.join(exportsDir, name))
    .filter((folder) => fs.existsSync(path.join(folder, "story")));
let errors = 0;

function complain(file, message) {
    errors += 1;
    console.error(`${path.relative(exportsDir, file)}: ${message}`);
}

function validator(schema, others = []) {
    // Other people's schemas have keywords of their own; those are no errors of ours.
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    // schemars names the sizes of whole numbers.
    for (const [name, most] of [["uint8", 255], ["uint32", 2 ** 32 - 1], ["uint", Number.MAX_SAFE_INTEGER]]) {
        ajv.addFormat(name, { type: "number", validate: (n) => Number.isInteger(n) && n >= 0 && n <= most });
    }
    for (const other of others) ajv.addSchema(other);
    return ajv.compile(schema);
}

function validateAll(validate, name) {
    for (const folder of stories) {
        const file = path.join(folder, name);
        if (!validate(read(file))) {
            for (const error of validate.errors) {
                complain(file, `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
            }
        }
    }
}

validateAll(validator(read(path.join(exportsDir, "schema.json"))), "story.json");
console.log(`json: ${stories.length} stories against the schema of \`nightdesk schema\``);

const ninjs = path.join(schemasDir, "ninjs-schema_3.1.json");
if (fs.existsSync(ninjs)) {
    const schema = read(ninjs);
    // The IPTC's schema points at GeoJSON's, which lies beside its test suite.
    const geo = read(path.join(schemasDir, "test_suite", "GeoJSON-schema.json"));
    const validate = validator(schema, [geo]);
    // A validator that accepts everything would be no check.
    if (validate({ uri: "x:1", altText: "no such property" })) complain(ninjs, "accepts what it must refuse");
    validateAll(validate, "ninjs.json");
    console.log(`ninjs: ${stories.length} stories against the IPTC's schema 3.1`);
} else {
    console.log(`ninjs: NOT validated, no schema at ${ninjs}`);
}

let pictures = 0;
for (const folder of stories) {
    const page = path.join(folder, "html", "index.html");
    const html = fs.readFileSync(page, "utf8");
    const single = [...html.matchAll(/(?:src|href)="(media\/[^"]+)"/g)].map(([, address]) => address);
    const choices = [...html.matchAll(/srcset="([^"]+)"/g)]
        .flatMap(([, list]) => list.split(", ").map((choice) => choice.split(" ")[0]));
    for (const address of [...single, ...choices]) {
        pictures += 1;
        if (!fs.existsSync(path.join(folder, "html", address))) complain(page, `${address} is not there`);
    }
}
console.log(`html: ${pictures} pictures are where their pages say`);
if (pictures === 0) complain(exportsDir, "no page has a picture, though the sample has three");

if (errors > 0) {
    console.error(`exports: ${errors} errors`);
    process.exit(1);
}
