"use strict";
exports.id = 186;
exports.ids = [186];
exports.modules = {

/***/ 2186:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   useSettingsFile: () => (/* binding */ useSettingsFile)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);

function useSettingsFile(path) {
    try {
        process.loadEnvFile(path);
    }
    catch (error) {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('SETTINGS_INVALID', `The file of --settings cannot be read (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}).`, ['its path is misspelt, or starts from another folder than this one']);
    }
}


/***/ })

};
;