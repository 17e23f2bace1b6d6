module.exports = require("../shared/59c9033f30c3253b.js");
