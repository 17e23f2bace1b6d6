module.exports = require("../shared/e3cc58ecdabc0687.js");
